import type { Result } from '@lapka/shared/base/result.ts';

/** Why a wrap does not open: it was made elsewhere or changed (REFUSED), or its keeper is not there now (UNAVAILABLE). */
export type WrapFailure = 'REFUSED' | 'UNAVAILABLE';

export interface Unwrapped {
  readonly secret: Uint8Array;
  /** The keeper has changed its own key and asks for the secret to be wrapped anew. */
  readonly wrapAgain: boolean;
}

/** Keeps a secret so that it can be written to the disk. Who can open a wrap is up to its kind. */
export interface KeyWrap {
  /** Names the kind in the file of keys; each kind is there once. */
  readonly kind: string;
  wrap(secret: Uint8Array): Promise<Result<string, WrapFailure>>;
  unwrap(wrapped: string): Promise<Result<Unwrapped, WrapFailure>>;
}
