import styles from './key-hint.module.css';

/** The key that does it, drawn as a key. */
export function KeyHint({ children }: { readonly children: string }) {
  return <kbd className={styles['key']}>{children}</kbd>;
}
