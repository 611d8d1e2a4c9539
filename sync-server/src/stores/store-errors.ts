/** The database cannot be reached, is too busy, or the line broke. Repeat later: the answer is RETRY_LATER. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Medical texts cannot be read or written at the moment; everything else can. Repeat later: RETRY_LATER. */
export class RecordsUnavailable extends Error {
  override readonly name = 'RecordsUnavailable';
}

/**
 * A constraint of the database refused a write that acceptance had let pass: two documents with one unique key, two
 * bookings in one place, a change to what is append-only. The last line of defence: whoever writes many documents finds
 * the guilty ones by attempting them one by one.
 */
export class ConstraintBroken extends Error {
  override readonly name = 'ConstraintBroken';
  readonly constraint: string;

  constructor(constraint: string, cause?: unknown) {
    super(`constraint ${constraint}`, { cause });
    this.constraint = constraint;
  }
}
