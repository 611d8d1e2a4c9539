import { SeededChooser } from '../base/seeded-chooser.ts';

/**
 * A source of choices for one topic of one branch. Topics do not share a source, so that another pet name never moves an
 * appointment.
 */
export function chooserFor(seed: number, branch: number, topic: string): SeededChooser {
  let mixed = (seed ^ Math.imul(branch + 1, 0x9e3779b1)) | 0;
  for (const letter of topic) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return new SeededChooser(mixed);
}

/** Deals things out in a chosen order, each exactly as often as it is counted. */
export function dealt<Key extends string>(chooser: SeededChooser, counts: Readonly<Record<Key, number>>): Key[] {
  return chooser.shuffled(expanded(counts));
}

/** Each key as often as it is counted, in the order of the table. */
export function expanded<Key extends string>(counts: Readonly<Record<Key, number>>): Key[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record are its keys
  const keys = Object.keys(counts) as Key[];
  return keys.flatMap((key) => Array.from({ length: counts[key] }, () => key));
}

/** So many of the things, in the order they stand. */
export function chosen<T>(chooser: SeededChooser, things: readonly T[], count: number): T[] {
  const picked = new Set(chooser.shuffled(things.map((_, index) => index)).slice(0, count));
  return things.filter((_, index) => picked.has(index));
}
