import { type SelectHTMLAttributes, useId } from 'react';
import styles from './field.module.css';

interface PickFieldProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
}

/** One of a few known things. The system's own list: typing jumps, arrows move, and it looks right on every tablet. */
export function PickField({ label, choices, ...rest }: PickFieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <select id={id} className={styles['input']} {...rest}>
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
