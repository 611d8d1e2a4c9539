import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { useCalls, useDeskStatus } from '../bridge/bridge.tsx';
import { Day } from '../features/day/day.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { personName } from '../text/format.ts';
import styles from './frame.module.css';
import { Frame } from './frame.tsx';

/** The whole screen: nobody signed in, or the frame with the day in it. */
export function Desk() {
  const { t } = useTranslation();
  const calls = useCalls();
  const status = useDeskStatus();
  const current = useQuery(calls.session.current.queryOptions({ input: {} }));
  if (status === undefined || current.data === undefined) {
    return <p className={styles['opening']}>{t('app.loading')}</p>;
  }
  if (current.data === null) return <SignIn />;
  return (
    <Frame person={personName(current.data.name)} status={status}>
      <Day today={dateAt(status.now, status.zone)} location={status.location} zone={status.zone} />
    </Frame>
  );
}
