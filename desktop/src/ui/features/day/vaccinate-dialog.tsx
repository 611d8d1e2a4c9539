import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { useOperation } from '../../bridge/operation.ts';
import { Button } from '../../components/button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { PickField } from '../../components/pick-field.tsx';
import { localName, shortDate } from '../../text/format.ts';
import styles from './day.module.css';
import type { PetLine } from './day-row.ts';

interface VaccinateDialogProps {
  readonly pet: PetLine;
  readonly today: CivilDate;
  readonly close: () => void;
}

/** Enters a dose that was given: vaccine with its batch, day, Ctrl+Enter; the next date follows by itself. */
export function VaccinateDialog({ pet, today, close }: VaccinateDialogProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const { operation } = useOperation();
  const [date, setDate] = useState<CivilDate | undefined>(today);
  const [chosen, setChosen] = useState<string>();
  const choices = useVaccineChoices(pet.pet);
  const dose = choices.find(({ value }) => value === chosen) ?? choices[0];
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
  const isComplete = date !== undefined && dose !== undefined;
  const save = (): void => {
    if (!isComplete || vaccinate.isPending) return;
    const { product, batch } = dose;
    const given = { where: 'HERE' as const, product, batch, site: '', booking: null };
    vaccinate.mutate({
      operation,
      pet: pet.pet,
      date,
      given,
      startsSeries: false,
      atRisk: false,
      due: { by: 'PROTOCOL' },
    });
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
          value={dose?.value ?? ''}
          onChange={(event) => setChosen(event.target.value)}
          data-autofocus
          choices={choices}
        />
        <DateField label={t('vaccinate.date')} today={today} value={date} onChange={setDate} />
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

/** What there is to give the animal, batch by batch; the batch that expires first comes first. */
function useVaccineChoices(pet: PetLine['pet']) {
  const { t } = useTranslation();
  const calls = useCalls();
  const vaccines = useQuery(calls.ask.records.vaccines.queryOptions({ input: { pet } }));
  return (vaccines.data ?? []).flatMap(({ product, name, batches }) =>
    batches.map(({ batch, lot, expiry }) => {
      const until = expiry === null ? '–' : shortDate(expiry);
      const text = t('vaccinate.choice', { name: localName(name), lot, until });
      return { value: batch, product, batch, text };
    }),
  );
}
