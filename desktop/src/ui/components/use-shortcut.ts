import { useEffect, useEffectEvent } from 'react';

/**
 * Does something on a key, wherever the focus is. Keys are named by their place on the keyboard (`F4`, `KeyK`), so that
 * they work in the Cyrillic layout too. While a dialog is open only the dialog listens.
 */
export function useShortcut(code: string, act: () => void, options: { readonly control?: boolean } = {}): void {
  const control = options.control ?? false;
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (event.code !== code || event.ctrlKey !== control || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (document.querySelector('[role="dialog"]') === null) act();
  });
  useEffect(() => {
    window.addEventListener('keydown', run);
    return () => window.removeEventListener('keydown', run);
  }, []);
}
