import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '@lapka/shared/bridge/contract.ts';
import type { sessionContract } from '@lapka/shared/bridge/session.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { useOperation } from '../../bridge/operation.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { personName } from '../../text/format.ts';
import styles from './sign-in.module.css';

type Person = OutputOf<typeof sessionContract.people>[number];

/** Somebody else has set this person's PIN: before anything else comes an own one. */
export function NewPin({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const { operation, renew } = useOperation();
  const [pin, setPin] = useState('');
  const [newPin, setNewPin] = useState('');
  const change = useMutation(
    calls.session.setPin.mutationOptions({
      onSuccess: () => queries.invalidateQueries(),
      onError: renew,
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pin.length >= 4) change.mutate({ operation, pin, newPin });
  };
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={submit}>
        <h1>{personName(person.name)}</h1>
        <p>{t('signIn.ownPin')}</p>
        <Field
          label={t('signIn.presentPin')}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={(event) => setPin(event.target.value)}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of this screen
          autoFocus
        />
        <Field
          label={t('signIn.newPin')}
          type="password"
          inputMode="numeric"
          value={newPin}
          onChange={(event) => setNewPin(event.target.value)}
          problem={change.error === null ? undefined : failureText(change.error)}
        />
        <Button look="main" type="submit" disabled={change.isPending}>
          {t('signIn.savePin')}
        </Button>
      </form>
    </main>
  );
}
