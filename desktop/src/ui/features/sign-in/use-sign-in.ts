import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../../bridge/bridge.tsx';
import { keepToken } from '../../bridge/session-token.ts';

/** Signing in as somebody; from then on this page comes back to that session by itself. */
export function useSignIn(onWrong: () => void) {
  const calls = useCalls();
  const queries = useQueryClient();
  return useMutation(
    calls.session.signIn.mutationOptions({
      onSuccess: ({ token }) => {
        keepToken(token);
        return queries.invalidateQueries();
      },
      onError: onWrong,
    }),
  );
}
