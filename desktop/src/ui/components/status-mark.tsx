import { useTranslation } from 'react-i18next';
import { unreachable } from '@lapka/shared/base/assert.ts';
import type { BookingStatus } from '@lapka/shared/domain/bookings/booking.ts';
import styles from './status-mark.module.css';

/** A booking's status as a word with a colour: what needs a hand is warm, what runs is green, what is over is grey. */
export function StatusMark({ status }: { readonly status: BookingStatus }) {
  const { t } = useTranslation();
  return (
    <span className={styles['mark']} data-tone={toneOf(status)}>
      {t(`status.${status}`)}
    </span>
  );
}

function toneOf(status: BookingStatus): 'waits' | 'planned' | 'runs' | 'over' {
  switch (status) {
    case 'PENDING':
    case 'ASSIGNED':
    case 'CHECK_OUT':
      return 'waits';
    case 'CONFIRMED':
      return 'planned';
    case 'ON_THE_WAY':
    case 'ARRIVED':
    case 'CHECK_IN':
    case 'IN_PROGRESS':
      return 'runs';
    case 'COMPLETED':
    case 'CANCELLED':
    case 'NO_SHOW':
      return 'over';
    default:
      return unreachable(status);
  }
}
