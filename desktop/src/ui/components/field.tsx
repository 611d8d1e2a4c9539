import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import styles from './field.module.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  /** What is wrong with it, said right below. */
  readonly problem?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
  readonly after?: ReactNode;
}

/** One line of input with its label above and its problem below. */
export function Field({ label, problem, ref, after, id, ...rest }: FieldProps) {
  const own = useId();
  const inputId = id ?? own;
  return (
    <div className={styles['field']}>
      <label htmlFor={inputId} className={styles['label']}>
        {label}
      </label>
      <input
        ref={ref}
        id={inputId}
        className={styles['input']}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${inputId}-problem`}
        autoComplete="off"
        {...rest}
      />
      {after}
      {problem !== undefined && (
        <p id={`${inputId}-problem`} className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
