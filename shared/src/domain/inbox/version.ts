/** Counts up with every change of any kind of entry that an older program could not read. */
export const inboxVersion = 1;
