/**
 * The version of the messages between clinic node and server. Counts up when an older side could not understand a newer
 * one; a line is added below with date and reason, and the fingerprint test is updated in the same change.
 *
 * 1 · 2026-11-20 · first version
 * 2 · 2026-11-20 · large frames are sent deflated, as binary frames
 */
export const protocolVersion = 2;

/** The oldest version the server still speaks. Raising it locks out programs that were never updated: say so first. */
export const lowestProtocolVersion = 1;

/** From this version on a side understands binary frames (SESSION-9). */
export const deflatesFrom = 2;
