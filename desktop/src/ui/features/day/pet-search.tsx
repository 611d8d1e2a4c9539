import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalls } from '../../bridge/bridge.tsx';
import { Field } from '../../components/field.tsx';
import { personName } from '../../text/format.ts';
import styles from './day.module.css';
import type { PetLine } from './day-row.ts';

/** Finds a pet as one types; arrows move, Enter takes. */
export function PetSearch({
  chosen,
  onChoose,
}: {
  readonly chosen: PetLine | undefined;
  readonly onChoose: (pet: PetLine | undefined) => void;
}) {
  const { t } = useTranslation();
  const calls = useCalls();
  const listId = useId();
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const isSearching = text.trim().length > 0 && chosen === undefined;
  const found = useQuery(
    calls.ask.desk.findPets.queryOptions({ input: { text }, enabled: isSearching, placeholderData: keepPreviousData }),
  );
  const lines = isSearching ? (found.data ?? []) : [];
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setPosition(Math.min(position + 1, lines.length - 1));
    else if (event.key === 'ArrowUp') setPosition(Math.max(position - 1, 0));
    else if (event.key === 'Enter' && lines[position] !== undefined) onChoose(lines[position]);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <Field
        label={t('book.find')}
        placeholder={t('book.type')}
        role="combobox"
        aria-expanded={lines.length > 0}
        aria-controls={listId}
        aria-activedescendant={lines.length > 0 ? `${listId}-${position}` : undefined}
        value={chosen === undefined ? text : `${chosen.name} · ${personName(chosen.owner)}`}
        onChange={(event) => {
          onChoose(undefined);
          setPosition(0);
          setText(event.target.value);
        }}
        onKeyDown={onKey}
        data-autofocus
      />
      {lines.length > 0 && (
        <ul id={listId} role="listbox" className={styles['found']}>
          {lines.map((line, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above chooses by keys
            <li
              key={line.pet}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === position}
              onClick={() => onChoose(line)}
            >
              <span>
                <b>{line.name}</b> <span className={styles['soft']}>{t(`species.${line.species}`)}</span>
              </span>
              <span className={styles['soft']}>
                {personName(line.owner)} {line.phone}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isSearching && found.isSuccess && lines.length === 0 && <p className={styles['nothing']}>{t('book.nothing')}</p>}
    </div>
  );
}
