import { createHash } from 'node:crypto';
import { type Instant } from '@lapka/shared/base/instant.ts';
import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';

/** Something worth proving later. It names people and documents by id only, so that erasing a person leaves it intact. */
export interface AuditEntry {
  readonly at: Instant;
  readonly content: JsonObject;
}

/** An entry in its place: its hash covers its content, its number and the hash before it. */
export interface ChainedEntry extends AuditEntry {
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
}

/** Where a chain ends. A copy of this kept elsewhere also betrays that its newest entries were cut off. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
}

export const emptyChain: ChainEnd = { number: 0, hash: '' };

/** The entries as they continue a chain. */
export function chain(end: ChainEnd, entries: readonly AuditEntry[]): readonly ChainedEntry[] {
  let { number, hash } = end;
  return entries.map((entry) => {
    const previous = hash;
    number += 1;
    hash = hashOf(previous, number, entry);
    return { ...entry, number, previous, hash };
  });
}

/** The first number that is not as it was written, or undefined when the entries continue the chain unbroken. */
export function firstBroken(end: ChainEnd, entries: readonly ChainedEntry[]): number | undefined {
  let last = end;
  for (const entry of entries) {
    const intact = entry.number === last.number + 1 && entry.previous === last.hash;
    if (!intact || entry.hash !== hashOf(entry.previous, entry.number, entry)) return last.number + 1;
    last = entry;
  }
  return undefined;
}

function hashOf(previous: string, number: number, { at, content }: AuditEntry): string {
  return createHash('sha256')
    .update(`${previous} ${number} ${at} ${canonicalJson(content)}`)
    .digest('hex');
}
