import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { KeyHint } from './key-hint.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly children: ReactNode;
  /** One main action per view; everything else is quiet. */
  readonly look?: 'main' | 'quiet' | 'bare';
  /** The key that does the same, shown on the button. */
  readonly keyHint?: string;
}

export function Button({ children, look = 'quiet', keyHint, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type === 'submit' ? 'submit' : 'button'} className={styles[look]} {...rest}>
      {children}
      {keyHint !== undefined && <KeyHint>{keyHint}</KeyHint>}
    </button>
  );
}
