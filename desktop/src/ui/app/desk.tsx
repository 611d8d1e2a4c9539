import { useTranslation } from 'react-i18next';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { useDeskStatus, useSession } from '../bridge/bridge.tsx';
import { Day } from '../features/day/day.tsx';
import { NewPin } from '../features/sign-in/new-pin.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { Unlock } from '../features/sign-in/unlock.tsx';
import { personName } from '../text/format.ts';
import styles from './frame.module.css';
import { Frame } from './frame.tsx';

/** The whole screen: nobody signed in, somebody locked out, or the frame with the day in it. */
export function Desk() {
  const { t } = useTranslation();
  const status = useDeskStatus();
  const session = useSession();
  if (status === undefined || session === undefined) return <p className={styles['opening']}>{t('app.loading')}</p>;
  switch (session.state) {
    case 'SIGNED_OUT':
      return <SignIn />;
    case 'LOCKED':
      return <Unlock person={session.person} />;
    case 'PIN_CHANGE':
      return <NewPin person={session.person} />;
    case 'SIGNED_IN':
      return (
        <Frame session={session} person={personName(session.person.name)} status={status}>
          <Day today={dateAt(status.now, status.zone)} location={status.location} zone={status.zone} />
        </Frame>
      );
  }
}
