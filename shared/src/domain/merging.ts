import { jsonText, type JsonValue, sameJson } from '../base/json.ts';
import { type DocumentFields, stampOrder } from './document.ts';

/** One place in a document as the last common state and the two sides have it; undefined is a field that is not there. */
export interface Field<Value> {
  /** `name`, and inside it `phones/+70005550101`. */
  readonly path: string;
  readonly base: Value | undefined;
  readonly ours: Value | undefined;
  readonly theirs: Value | undefined;
}

/**
 * Decides a field that both sides changed, each differently. To keep merges free of order, a policy joins the sides so
 * that neither their roles nor their grouping matter, and asks `merging` for everything that depends on time.
 */
export type Policy<Value> = (field: Field<Value>, merging: Merging) => Value | undefined;

/** What a person typed on one side and a merge did not keep, because a field holds one value only. */
export interface Replaced {
  readonly path: string;
  readonly kept: JsonValue | undefined;
  readonly other: JsonValue | undefined;
}

type SideName = 'ours' | 'theirs';

/** One merge under way. It knows which side changed a path later, and notes that for the merges that follow. */
export class Merging {
  readonly #ours: Side;
  readonly #theirs: Side;
  readonly #orders = new Map<string, string>();
  readonly #replaced: Replaced[] = [];

  constructor(ours: DocumentFields, theirs: DocumentFields) {
    this.#ours = sideOf(ours);
    this.#theirs = sideOf(theirs);
  }

  /** The value of a field after the merge. The policy is asked only when both sides changed it, each differently. */
  merge<Value>(field: Field<Value>, policy: Policy<Value>): Value | undefined {
    if (sameJson(field.ours, field.theirs)) {
      if (!sameJson(field.ours, field.base)) this.#note(field.path, [this.#ours, this.#theirs]);
      return field.ours;
    }
    if (sameJson(field.theirs, field.base)) return this.take(field, 'ours');
    if (sameJson(field.ours, field.base)) return this.take(field, 'theirs');
    return policy(field, this);
  }

  /** Takes one side's value because the other side has nothing to say. */
  take<Value>(field: Field<Value>, side: SideName): Value | undefined {
    this.#note(field.path, [side === 'ours' ? this.#ours : this.#theirs]);
    return field[side];
  }

  /** Takes one of two values that exclude each other, and reports the other one. */
  choose<Value>(field: Field<Value>, side: SideName): Value | undefined {
    const other = side === 'ours' ? field.theirs : field.ours;
    this.#replaced.push({ path: field.path, kept: plain(field[side]), other: plain(other) });
    return this.take(field, side);
  }

  /** A value made of both sides. What is inside it was noted when it was merged. */
  joined<Value>({ path }: Field<Value>, value: Value): Value {
    this.#orders.set(path, this.#latestOf([this.#ours, this.#theirs], path));
    return value;
  }

  /** Which side changed a field later. At the same moment the values themselves decide, so that all devices agree. */
  later({ path, ours, theirs }: Field<unknown>): SideName {
    const [a, b] = [orderAt(this.#ours, path), orderAt(this.#theirs, path)];
    if (a !== b) return a > b ? 'ours' : 'theirs';
    return jsonText(ours) >= jsonText(theirs) ? 'ours' : 'theirs';
  }

  replaced(): readonly Replaced[] {
    return this.#replaced.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The fields of the merged document that say when it was changed. */
  changed(): Pick<DocumentFields, 'changed' | 'merged'> {
    const { changed } = stampOrder(this.#ours.changed) >= stampOrder(this.#theirs.changed) ? this.#ours : this.#theirs;
    const orders = new Map<string, string>();
    // A path sorts after those it inherits its order from, so what is noted is only what differs.
    for (const [path, order] of [...this.#orders].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (orderAt({ changed, orders }, path) !== order) orders.set(path, order);
    }
    if (orders.size === 0) return { changed };
    return { changed, merged: { of: changed.operation, orders: Object.fromEntries(orders) } };
  }

  #note(path: string, sides: readonly Side[]): void {
    for (const each of [path, ...sides.flatMap((side) => pathsBelow(side, path))]) {
      this.#orders.set(each, this.#latestOf(sides, each));
    }
  }

  #latestOf(sides: readonly Side[], path: string): string {
    return sides.map((side) => orderAt(side, path)).reduce((latest, order) => (order > latest ? order : latest));
  }
}

/** When the parts of one side's document were changed: at `changed`, unless a path or one above it says otherwise. */
interface Side {
  readonly changed: DocumentFields['changed'];
  readonly orders: ReadonlyMap<string, string>;
}

function sideOf({ changed, merged }: DocumentFields): Side {
  return { changed, orders: new Map(merged?.of === changed.operation ? Object.entries(merged.orders) : []) };
}

function orderAt(side: Side, path: string): string {
  const known = side.orders.get(path);
  if (known !== undefined) return known;
  const end = path.lastIndexOf('/');
  return end === -1 ? stampOrder(side.changed) : orderAt(side, path.slice(0, end));
}

function pathsBelow(side: Side, path: string): string[] {
  return [...side.orders.keys()].filter((known) => known.startsWith(`${path}/`));
}

function plain(value: unknown): JsonValue | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents hold plain JSON only
  return value as JsonValue | undefined;
}
