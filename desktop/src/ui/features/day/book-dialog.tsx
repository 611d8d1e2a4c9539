import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { firstInstantOf, type WallTime } from '@lapka/shared/base/wall-time.ts';
import type { Zone } from '@lapka/shared/base/zone.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { useOperation } from '../../bridge/operation.ts';
import { Button } from '../../components/button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { PickField } from '../../components/pick-field.tsx';
import { TimeField } from '../../components/time-field.tsx';
import { briefName, localName } from '../../text/format.ts';
import styles from './day.module.css';
import type { PetLine } from './day-row.ts';
import { PetSearch } from './pet-search.tsx';

interface BookDialogProps {
  readonly today: CivilDate;
  readonly location: LocationId;
  readonly zone: Zone;
  readonly close: () => void;
}

/** Books a known pet: search, service, vet, time, Ctrl+Enter. */
export function BookDialog({ today, location, zone, close }: BookDialogProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const { operation } = useOperation();
  const choices = useQuery(calls.ask.desk.choices.queryOptions({ input: {} }));
  const [pet, setPet] = useState<PetLine>();
  const [service, setService] = useState<string>();
  const [vet, setVet] = useState<string>();
  const [date, setDate] = useState<CivilDate | undefined>(today);
  const [time, setTime] = useState<WallTime>();
  const book = useMutation(
    calls.do.bookings.book.mutationOptions({
      onSuccess: ({ code }) => {
        notifications.show({ message: t('book.saved', { code }) });
        close();
      },
    }),
  );
  const chosenService = choices.data?.services.find((line) => line.service === service) ?? choices.data?.services[0];
  const chosenVet = choices.data?.vets.find((line) => line.staff === vet) ?? choices.data?.vets[0];
  const isComplete = pet !== undefined && date !== undefined && time !== undefined;
  const save = (): void => {
    if (!isComplete || chosenService === undefined || chosenVet === undefined || book.isPending) return;
    book.mutate({
      operation,
      pet: pet.pet,
      services: [{ service: chosenService.service, quantity: 1 }],
      place: { kind: 'CLINIC' },
      source: 'PHONE',
      slot: { by: 'SLOT', location, vet: chosenVet.staff, start: firstInstantOf({ date, time, zone }) },
      vet: 'THIS_ONE',
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey) save();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('book.title')}
      size="lg"
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
        <PetSearch chosen={pet} onChoose={setPet} />
        <div className={styles['pair']}>
          <PickField
            label={t('book.service')}
            value={chosenService?.service}
            onChange={(event) => setService(event.target.value)}
            choices={(choices.data?.services ?? []).map((line) => ({
              value: line.service,
              text: localName(line.name),
            }))}
          />
          <PickField
            label={t('book.vet')}
            value={chosenVet?.staff}
            onChange={(event) => setVet(event.target.value)}
            choices={(choices.data?.vets ?? []).map((line) => ({ value: line.staff, text: briefName(line.name) }))}
          />
        </div>
        <div className={styles['pair']}>
          <DateField label={t('book.date')} today={today} value={date} onChange={setDate} />
          <TimeField label={t('book.time')} value={time} onChange={setTime} />
        </div>
        {book.error !== null && (
          <p className={styles['problem']} role="alert">
            {failureText(book.error)}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button keyHint="Esc" onClick={close}>
            {t('actions.cancel')}
          </Button>
          <Button look="main" type="submit" keyHint="Ctrl+Enter" disabled={!isComplete || book.isPending}>
            {t('book.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
