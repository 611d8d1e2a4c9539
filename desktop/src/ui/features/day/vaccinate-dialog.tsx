import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CivilDate, parseCivilDate } from '@lapka/shared/base/civil-date.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { useOperation } from '../../bridge/operation.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { PickField } from '../../components/pick-field.tsx';
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
  const [date, setDate] = useState<string>(today);
  const vaccinate = useMutation(
    calls.desk.vaccinate.mutationOptions({
      onSuccess: ({ nextDue }) => {
        notifications.show({ message: t('vaccinate.saved', { date: nextDue ?? '–' }) });
        close();
      },
    }),
  );
  const parsed = parseCivilDate(date);
  const save = (): void => {
    if (parsed.ok && !vaccinate.isPending) vaccinate.mutate({ operation, pet: pet.pet, vaccine, date: parsed.value });
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
        <Field label={t('vaccinate.date')} type="date" value={date} onChange={(event) => setDate(event.target.value)} />
        {vaccinate.error !== null && (
          <p className={styles['problem']} role="alert">
            {failureText(vaccinate.error)}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button keyHint="Esc" onClick={close}>
            {t('actions.cancel')}
          </Button>
          <Button look="main" type="submit" keyHint="Ctrl+Enter" disabled={!parsed.ok || vaccinate.isPending}>
            {t('vaccinate.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
