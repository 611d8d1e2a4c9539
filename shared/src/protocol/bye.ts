/**
 * Why a connection is closed. The last word of whoever closes it, also as the reason of the WebSocket's close frame, with
 * a code of its own so that it can be read from a log of the network.
 */
export const byeCodes = {
  TOO_SLOW: 4001,
  BAD_FRAME: 4002,
  UNKNOWN_DEVICE: 4003,
  BAD_PROOF: 4004,
  VERSION_TOO_OLD: 4005,
  /** A revoked device has delivered what it had; it removes its data now. */
  WIPE: 4006,
  /** The device was shut out while it was connected: it comes in again to deliver what it has. */
  REVOKED: 4012,
  /** The same copy of the same device has come in anew. */
  SUPERSEDED: 4007,
  SILENT: 4008,
  STALLED: 4009,
  SERVER_CLOSING: 4010,
  /** Something of ours failed; what was not answered is asked again. */
  BROKEN: 4011,
} as const;

export type ByeReason = keyof typeof byeCodes;

export const byeReasons = [
  'TOO_SLOW',
  'BAD_FRAME',
  'UNKNOWN_DEVICE',
  'BAD_PROOF',
  'VERSION_TOO_OLD',
  'WIPE',
  'REVOKED',
  'SUPERSEDED',
  'SILENT',
  'STALLED',
  'SERVER_CLOSING',
  'BROKEN',
] as const satisfies readonly ByeReason[];
