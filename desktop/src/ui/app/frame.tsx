import { useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCalendarEvent, IconLock, IconMoonStars } from '@tabler/icons-react';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import type { SessionState } from '@lapka/shared/bridge/session.ts';
import { Button } from '../components/button.tsx';
import { switchLanguage } from '../text/i18n.ts';
import styles from './frame.module.css';
import { StatusBar } from './status-bar.tsx';
import { useLock } from './use-lock.ts';

interface FrameProps {
  readonly person: string;
  readonly session: Extract<SessionState, { state: 'SIGNED_IN' }>;
  readonly status: DeskStatus;
  readonly children: ReactNode;
}

/** What stands around every screen: the areas on the left, the person above, the state of the desk below. */
export function Frame({ person, session, status, children }: FrameProps) {
  const { t } = useTranslation();
  const { toggleColorScheme } = useMantineColorScheme();
  const lock = useLock();
  return (
    <div className={styles['frame']}>
      <nav className={styles['rail']} aria-label={t('app.name')}>
        <img src="./paw.svg" alt={t('app.name')} width={32} height={32} />
        <a href="#/" aria-current="page">
          <IconCalendarEvent size={20} aria-hidden="true" />
          {t('frame.day')}
        </a>
      </nav>
      <header className={styles['top']}>
        <span className={styles['desk']}>{status.desk}</span>
        <span className={styles['person']}>{person}</span>
        <Button look="bare" onClick={() => void switchLanguage()}>
          {t('frame.language')}
        </Button>
        <Button look="bare" aria-label={t('frame.theme')} onClick={() => toggleColorScheme()}>
          <IconMoonStars size={18} aria-hidden="true" />
        </Button>
        <Button look="bare" keyHint="F12" onClick={lock}>
          <IconLock size={18} aria-hidden="true" />
          {t('frame.lock')}
        </Button>
      </header>
      <main className={styles['main']}>
        {session.authority !== 'FULL' && (
          <p role="alert" className={styles['limited']}>
            {t(`authority.${session.authority}`)}
          </p>
        )}
        {children}
      </main>
      <StatusBar status={status} />
    </div>
  );
}
