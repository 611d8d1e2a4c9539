import { useState } from 'react';
import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { parseTypedDate } from '@lapka/shared/base/typed.ts';
import { shortDate } from '../text/format.ts';
import { Field } from './field.tsx';

interface DateFieldProps {
  readonly label: string;
  readonly today: CivilDate;
  readonly value: CivilDate | undefined;
  readonly onChange: (date: CivilDate | undefined) => void;
  readonly problem?: string | undefined;
}

/** A day, typed as one speaks (`17`, `17.11`, `+7`) or moved by the arrow keys; on leaving it is shown in full. */
export function DateField({ label, today, value, onChange, problem }: DateFieldProps) {
  const [typed, setTyped] = useState<string>();
  const take = (text: string): void => {
    const parsed = parseTypedDate(text, today);
    setTyped(text);
    onChange(parsed.ok ? parsed.value : undefined);
  };
  const move = (days: number): void => {
    onChange(addDays(value ?? today, days));
    setTyped(undefined);
  };
  return (
    <Field
      label={label}
      inputMode="numeric"
      value={typed ?? (value === undefined ? '' : shortDate(value))}
      onChange={(event) => take(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => value !== undefined && setTyped(undefined)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          move(event.key === 'ArrowUp' ? 1 : -1);
        }
      }}
      problem={problem}
    />
  );
}
