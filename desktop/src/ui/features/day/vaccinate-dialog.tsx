import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { useOperation } from '../../bridge/operation.ts';
import { Button } from '../../components/button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { PickField } from '../../components/pick-field.tsx';
import { shortDate } from '../../text/format.ts';
import styles from './day.module.css';
import type { PetLine } from './day-row.ts';

interface VaccinateDialogProps {
  readonly pet: PetLine;
  readonly today: CivilDate;
  readonly close: () => void;
}

/** Enters a dose that was given: vaccine, day, Ctrl+Enter; the next date follows by itself. */
export function VaccinateDialog({ pet, today, close }: VaccinateDialogProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const { operation } = useOperation();
  const [vaccine, setVaccine] = useState('V-RAB');
  const [date, setDate] = useState<CivilDate | undefined>(today);
  const [batch, setBatch] = useState('');
  const [expires, setExpires] = useState<CivilDate>();
  const vaccinate = useMutation(
    calls.do.records.vaccinate.mutationOptions({
      onSuccess: ({ nextDue }) => {
        notifications.show({
          message: t('vaccinate.saved', { date: nextDue === undefined ? '–' : shortDate(nextDue) }),
        });
        close();
      },
    }),
  );
  const isComplete = date !== undefined && expires !== undefined && batch.trim() !== '';
  const save = (): void => {
    if (!isComplete || vaccinate.isPending) return;
    vaccinate.mutate({ operation, pet: pet.pet, vaccine, date, batch: { number: batch.trim(), expires } });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey) save();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('vaccinate.title', { name: pet.name })}
      closeButtonProps={{ 'aria-label': t('actions.cancel') }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter saves from any field */}
      <form
        className={styles['form']}
        onKeyDown={onKey}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save();
        }}
      >
        <PickField
          label={t('vaccinate.vaccine')}
          value={vaccine}
          onChange={(event) => setVaccine(event.target.value)}
          data-autofocus
          choices={[
            { value: 'V-RAB', text: t('vaccinate.rabies') },
            { value: 'V-KC', text: t('vaccinate.kennelCough') },
            { value: 'V-MYX', text: t('vaccinate.myxomatosis') },
          ]}
        />
        <DateField label={t('vaccinate.date')} today={today} value={date} onChange={setDate} />
        <div className={styles['pair']}>
          <Field label={t('vaccinate.batch')} value={batch} onChange={(event) => setBatch(event.target.value)} />
          <DateField label={t('vaccinate.expires')} today={today} value={expires} onChange={setExpires} />
        </div>
        {vaccinate.error !== null && (
          <p className={styles['problem']} role="alert">
            {failureText(vaccinate.error)}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button keyHint="Esc" onClick={close}>
            {t('actions.cancel')}
          </Button>
          <Button look="main" type="submit" keyHint="Ctrl+Enter" disabled={!isComplete || vaccinate.isPending}>
            {t('vaccinate.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
