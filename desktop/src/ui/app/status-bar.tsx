import { useTranslation } from 'react-i18next';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { wallMomentAt } from '@lapka/shared/base/wall-time.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import { useConnectionState } from '../bridge/bridge.tsx';
import { longDate } from '../text/format.ts';
import styles from './status-bar.module.css';

/** Am I online, is it sent: answered at any moment, on every screen. */
export function StatusBar({ status }: { readonly status: DeskStatus }) {
  const { t } = useTranslation();
  const line = useConnectionState();
  const { connection, waiting, zone } = status;
  const isOffline = connection.state !== 'ONLINE';
  return (
    <footer className={styles['bar']} role="status">
      {line === 'CONNECTING' && <strong className={styles['lost']}>{t('connection.lost')}</strong>}
      <span data-testid="connection" className={isOffline ? styles['offline'] : styles['online']}>
        {isOffline ? <IconCloudOff size={16} aria-hidden="true" /> : <IconCloudCheck size={16} aria-hidden="true" />}
        {isOffline
          ? t('connection.offlineSince', { time: wallMomentAt(connection.since, zone).time })
          : t('connection.online')}
      </span>
      <span data-testid="waiting" className={waiting > 0 ? styles['waiting'] : undefined}>
        {waiting > 0 && <IconCloudUp size={16} aria-hidden="true" />}
        {waiting > 0 ? t('connection.waiting', { count: waiting }) : t('connection.allSent')}
      </span>
      <span className={styles['clock']}>{longDate(wallMomentAt(status.now, zone).date)}</span>
    </footer>
  );
}
