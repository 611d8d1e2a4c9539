import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '@lapka/shared/bridge/contract.ts';
import type { sessionContract } from '@lapka/shared/bridge/session.ts';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { personName } from '../../text/format.ts';
import styles from './sign-in.module.css';
import { SignIn } from './sign-in.tsx';

type Person = OutputOf<typeof sessionContract.people>[number];

/** The screen is locked: its person enters the PIN, or somebody else takes over. */
export function Unlock({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const [isSomebodyElse, setSomebodyElse] = useState(false);
  const [pin, setPin] = useState('');
  const unlock = useMutation(
    calls.session.unlock.mutationOptions({
      onSuccess: () => queries.invalidateQueries(),
      onError: () => setPin(''),
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pin.length >= 4) unlock.mutate({ pin });
  };
  if (isSomebodyElse) return <SignIn />;
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={submit}>
        <h1>{personName(person.name)}</h1>
        <p>{t('signIn.locked')}</p>
        <Field
          label={t('signIn.pin')}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={(event) => setPin(event.target.value)}
          problem={unlock.error === null ? undefined : failureText(unlock.error)}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of this screen
          autoFocus
        />
        <Button look="main" type="submit" disabled={unlock.isPending}>
          {t('signIn.unlock')}
        </Button>
        <Button look="bare" type="button" onClick={() => setSomebodyElse(true)}>
          {t('signIn.somebodyElse')}
        </Button>
      </form>
    </main>
  );
}
