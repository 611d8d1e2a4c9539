import { useTranslation } from 'react-i18next';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { wallMomentAt } from '@lapka/shared/base/wall-time.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import { useConnectionState } from '../bridge/bridge.tsx';
import { longDate } from '../text/format.ts';
import styles from './status-bar.module.css';
import { SyncNotices } from './sync-notices.tsx';

/** Am I online, is it sent: answered at any moment, on every screen. */
export function StatusBar({ status }: { readonly status: DeskStatus }) {
  const { t } = useTranslation();
  const line = useConnectionState();
  const { connection, waiting, zone } = status;
  const isOnline = connection.state === 'ONLINE';
  return (
    <footer className={styles['bar']} role="status">
      {line === 'CONNECTING' && <strong className={styles['lost']}>{t('connection.lost')}</strong>}
      <span data-testid="connection" className={isOnline ? styles['online'] : styles['offline']}>
        {isOnline ? <IconCloudCheck size={16} aria-hidden="true" /> : <IconCloudOff size={16} aria-hidden="true" />}
        {connection.state === 'ONLINE' && t('connection.online')}
        {connection.state === 'OFFLINE' &&
          t('connection.offlineSince', { time: wallMomentAt(connection.since, zone).time })}
        {connection.state === 'TURNED_AWAY' && t(`connection.${connection.why}`)}
      </span>
      <span data-testid="waiting" className={waiting > 0 ? styles['waiting'] : undefined}>
        {waiting > 0 && <IconCloudUp size={16} aria-hidden="true" />}
        {waiting > 0 ? t('connection.waiting', { count: waiting }) : t('connection.allSent')}
      </span>
      <SyncNotices status={status} />
      <span className={styles['clock']}>{longDate(wallMomentAt(status.now, zone).date)}</span>
    </footer>
  );
}
