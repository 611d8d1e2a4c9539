import { ORPCError } from '@orpc/client';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';

/**
 * What brings this page back to its session after a reload or a break of the line. It is kept for this tab only, works
 * once, and means nothing after a few minutes or a lock.
 */
const key = 'lapka-session';

export function keepToken(token: string): void {
  sessionStorage.setItem(key, token);
}

export function dropToken(): void {
  sessionStorage.removeItem(key);
}

/** Signs this line in as whoever was signed in before, where that still holds. */
export async function resumeSession(bridge: Bridge): Promise<void> {
  const token = sessionStorage.getItem(key);
  if (token === null) return;
  try {
    const resumed = await bridge.session.resume({ token });
    keepToken(resumed.token);
  } catch (refused) {
    // Only a refusal ends it; when the line broke again, the token still stands.
    if (refused instanceof ORPCError) dropToken();
  }
}
