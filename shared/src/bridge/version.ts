/**
 * The version of the calls between screen and clinic node. Both come in one program, so it says only since when a page
 * that was left open over an update may be behind: a line is added below with date and reason, and the fingerprint test is
 * updated in the same change.
 *
 * 1 · 2026-11-20 · first version
 */
export const bridgeVersion = 1;
