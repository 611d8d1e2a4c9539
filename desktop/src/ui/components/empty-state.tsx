import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string;
  /** `failed` is said with the same calm, and with a way on. */
  readonly look?: 'empty' | 'failed';
  readonly action?: ReactNode;
}

/** What stands where a list would be: nothing yet, or something went wrong. */
export function EmptyState({ title, hint, look = 'empty', action }: EmptyStateProps) {
  return (
    <div className={styles['state']} data-look={look} role={look === 'failed' ? 'alert' : undefined}>
      <svg className={styles['mark']} viewBox="0 0 64 64" aria-hidden="true">
        <g fill="currentColor">
          <ellipse cx="17" cy="29" rx="5.4" ry="7" transform="rotate(-18 17 29)" />
          <ellipse cx="27" cy="18.500" rx="5.4" ry="7.600" />
          <ellipse cx="38" cy="18.500" rx="5.4" ry="7.600" />
          <ellipse cx="48" cy="29" rx="5.4" ry="7" transform="rotate(18 48 29)" />
          <path d="M32.500 30c-8 0-14.600 7.800-14.600 14.400 0 4.400 3.400 6.600 7.200 6.600 2.800 0 4.800-1.300 7.400-1.300s4.600 1.300 7.400 1.300c3.800 0 7.200-2.200 7.200-6.600C47.100 37.800 40.500 30 32.500 30z" />
        </g>
      </svg>
      <p className={styles['title']}>{title}</p>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {action}
    </div>
  );
}
