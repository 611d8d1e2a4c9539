import { useTranslation } from 'react-i18next';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import styles from './status-bar.module.css';

/** Beyond so much a person should put the clock of the PC right; less corrects itself in silence. */
const wrongFrom = 120_000;

/** What people must know of the sync beside the line: how a new desk fills, and that the PC's clock is wrong. */
export function SyncNotices({ status }: { readonly status: Pick<DeskStatus, 'firstSync' | 'clockOffset'> }) {
  const { t } = useTranslation();
  const { firstSync, clockOffset } = status;
  const { stage, percent } = firstSync;
  const count = Math.round(Math.abs(clockOffset) / 60_000);
  return (
    <>
      {stage !== 'COMPLETE' && (
        <span data-testid="first-sync">
          {stage === 'HISTORY' ? t('connection.fillingHistory', { percent }) : t('connection.filling', { percent })}
        </span>
      )}
      {Math.abs(clockOffset) > wrongFrom && (
        <span data-testid="clock-wrong" className={styles['waiting']}>
          {clockOffset > 0 ? t('connection.clockBehind', { count }) : t('connection.clockAhead', { count })}
        </span>
      )}
    </>
  );
}
