import { useState } from 'react';
import { parseTypedTime } from '@lapka/shared/base/typed.ts';
import type { WallTime } from '@lapka/shared/base/wall-time.ts';
import { Field } from './field.tsx';

interface TimeFieldProps {
  readonly label: string;
  readonly value: WallTime | undefined;
  readonly onChange: (time: WallTime | undefined) => void;
  readonly problem?: string | undefined;
}

/** A clock time, typed in a hurry (`9`, `930`); on leaving it is shown as `09:30`. */
export function TimeField({ label, value, onChange, problem }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Field
      label={label}
      inputMode="numeric"
      value={typed ?? value ?? ''}
      onChange={(event) => {
        const parsed = parseTypedTime(event.target.value);
        setTyped(event.target.value);
        onChange(parsed.ok ? parsed.value : undefined);
      }}
      onFocus={(event) => event.target.select()}
      onBlur={() => value !== undefined && setTyped(undefined)}
      problem={problem}
    />
  );
}
