import type { StoredDocument } from './stored-document.ts';

/** How many are kept at least; up to twice as many while the younger half fills. */
const kept = 4096;

/**
 * Revisions that queries found lately, as objects: parsing its text is half of what reading a document costs. A revision
 * never changes under its number, so nothing here can be out of date; RxDB never changes what a storage hands out.
 */
export class ParsedRevisions {
  #young = new Map<number, StoredDocument>();
  #old = new Map<number, StoredDocument>();

  of(sequence: number, parse: () => StoredDocument): StoredDocument {
    const young = this.#young.get(sequence);
    if (young !== undefined) return young;
    return this.keep(sequence, this.#old.get(sequence) ?? parse());
  }

  /** What was just parsed for another reader: RxDB looks documents up by id before it changes them and asks again. */
  keep(sequence: number, document: StoredDocument): StoredDocument {
    if (this.#young.size >= kept) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(sequence, document);
    return document;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
