import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalls } from '../../bridge/bridge.tsx';
import { failureText } from '../../bridge/failure-text.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Field } from '../../components/field.tsx';
import { personName } from '../../text/format.ts';
import styles from './sign-in.module.css';
import { useSignIn } from './use-sign-in.ts';

/** Who works at this screen: a name by arrows or click, a PIN, Enter. */
export function SignIn() {
  const { t } = useTranslation();
  const calls = useCalls();
  const people = useQuery(calls.session.people.queryOptions({ input: {} }));
  const [chosen, setChosen] = useState(0);
  const [pin, setPin] = useState('');
  const person = people.data?.at(chosen);
  const signIn = useSignIn(() => setPin(''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (person !== undefined && pin.length >= 4) signIn.mutate({ staff: person.staff, pin });
  };
  if (people.data?.length === 0) {
    return (
      <main className={styles['page']}>
        <EmptyState title={t('signIn.nobody')} hint={t('signIn.nobodyHint')} />
      </main>
    );
  }
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={submit}>
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.hint')}</p>
        <div role="radiogroup" aria-label={t('signIn.title')} className={styles['people']}>
          {people.data?.map(({ staff, name, roles }, index) => (
            <label key={staff} className={styles['person']}>
              <input
                type="radio"
                name="person"
                checked={index === chosen}
                onChange={() => setChosen(index)}
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first thing anybody does on this screen
                autoFocus={index === 0}
              />
              <span>{personName(name)}</span>
              <small>{roles.map((role) => t(`roles.${role}`)).join(', ')}</small>
            </label>
          ))}
        </div>
        <Field
          label={t('signIn.pin')}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={(event) => setPin(event.target.value)}
          problem={signIn.error === null ? undefined : failureText(signIn.error)}
        />
        <Button look="main" type="submit" disabled={signIn.isPending}>
          {t('signIn.enter')}
        </Button>
      </form>
    </main>
  );
}
