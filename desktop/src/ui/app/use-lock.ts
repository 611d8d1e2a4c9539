import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useCalls } from '../bridge/bridge.tsx';
import { useShortcut } from '../components/use-shortcut.ts';

/** The node is told of hands on keys and mouse not more often than this. */
const touchEvery = 30_000;

/** F12 locks the screen. So does the node when nobody touches it for long, which is why it is told when somebody does. */
export function useLock(): () => void {
  const calls = useCalls();
  const lock = useMutation(calls.session.lock.mutationOptions());
  const touch = useMutation(calls.session.touch.mutationOptions());
  const tell = touch.mutate;
  useEffect(() => {
    let last = Date.now();
    const touched = (): void => {
      if (Date.now() - last < touchEvery) return;
      last = Date.now();
      tell({});
    };
    window.addEventListener('keydown', touched);
    window.addEventListener('pointerdown', touched);
    return () => {
      window.removeEventListener('keydown', touched);
      window.removeEventListener('pointerdown', touched);
    };
  }, [tell]);
  useShortcut('F12', () => lock.mutate({}));
  return () => lock.mutate({});
}
