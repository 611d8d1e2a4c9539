import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCloudUp } from '@tabler/icons-react';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { Zone } from '@lapka/shared/base/zone.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { useShortcut } from '../../components/use-shortcut.ts';
import { briefName, localName, personName } from '../../text/format.ts';
import { BookDialog } from './book-dialog.tsx';
import type { DayRow } from './day-row.ts';
import styles from './day.module.css';
import { VaccinateDialog } from './vaccinate-dialog.tsx';

interface DayProps {
  readonly today: CivilDate;
  readonly location: LocationId;
  readonly zone: Zone;
}

/** The front desk's day: who comes when, and the keys that act on it. */
export function Day({ today, location, zone }: DayProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const day = useQuery(calls.ask.desk.day.queryOptions({ input: { date: today } }));
  const [selected, setSelected] = useState<string>();
  const [open, setOpen] = useState<'book' | 'vaccinate'>();
  const row = day.data?.find(({ booking }) => booking === selected) ?? day.data?.[0];
  useShortcut('F4', () => setOpen('book'));
  useShortcut('F10', () => row !== undefined && setOpen('vaccinate'));
  return (
    <section className={styles['day']}>
      <header className={styles['head']}>
        <div>
          <h1>{t('day.title')}</h1>
          <p>{day.data === undefined ? ' ' : t('day.count', { count: day.data.length })}</p>
        </div>
        <div className={styles['actions']}>
          <Button keyHint="F10" disabled={row === undefined} onClick={() => setOpen('vaccinate')}>
            {t('day.vaccinate')}
          </Button>
          <Button look="main" keyHint="F4" onClick={() => setOpen('book')}>
            {t('day.book')}
          </Button>
        </div>
      </header>
      <DayList
        rows={day.data}
        failed={day.error === null ? undefined : failureText(day.error)}
        retry={() => void day.refetch()}
        selected={row?.booking}
        onSelect={setSelected}
      />
      {open === 'book' && <BookDialog today={today} location={location} zone={zone} close={() => setOpen(undefined)} />}
      {open === 'vaccinate' && row !== undefined && (
        <VaccinateDialog pet={row.pet} today={today} close={() => setOpen(undefined)} />
      )}
    </section>
  );
}

interface DayListProps {
  readonly rows: readonly DayRow[] | undefined;
  readonly failed: string | undefined;
  readonly retry: () => void;
  readonly selected: string | undefined;
  readonly onSelect: (booking: string) => void;
}

function DayList({ rows, failed, retry, selected, onSelect }: DayListProps) {
  const { t } = useTranslation();
  if (failed !== undefined) {
    return (
      <EmptyState
        look="failed"
        title={t('day.failed')}
        hint={failed}
        action={<Button onClick={retry}>{t('actions.retry')}</Button>}
      />
    );
  }
  if (rows === undefined) return <div className={styles['loading']} aria-busy="true" />;
  if (rows.length === 0) return <EmptyState title={t('day.empty')} hint={t('day.emptyHint')} />;
  const columns: readonly Column<DayRow>[] = [
    { key: 'time', title: t('day.time'), width: '64px', render: ({ time }) => <b>{time}</b> },
    {
      key: 'pet',
      title: t('day.pet'),
      width: '1.4fr',
      render: ({ pet }) => (
        <>
          <b>{pet.name}</b> <span className={styles['soft']}>{t(`species.${pet.species}`)}</span>
        </>
      ),
    },
    {
      key: 'owner',
      title: t('day.owner'),
      width: '2fr',
      render: ({ pet }) => (
        <span className={styles['owner']}>
          <span>{personName(pet.owner)}</span> <span className={styles['soft']}>{pet.phone}</span>
        </span>
      ),
    },
    {
      key: 'service',
      title: t('day.service'),
      width: '1.6fr',
      render: ({ services }) => services.map(localName).join(', '),
    },
    {
      key: 'vet',
      title: t('day.vet'),
      width: '1.2fr',
      render: ({ vet }) => (vet === undefined ? '–' : briefName(vet.name)),
    },
    {
      key: 'status',
      title: t('day.status'),
      width: '150px',
      render: ({ status, sent }) => (
        <span className={styles['status']}>
          <StatusMark status={status} />
          {!sent && <IconCloudUp size={16} className={styles['unsent']} aria-label={t('day.notSent')} role="img" />}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('day.title')}
      columns={columns}
      rows={rows}
      rowKey={({ booking }) => booking}
      selected={selected}
      onSelect={onSelect}
    />
  );
}
