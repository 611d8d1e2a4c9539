import type { CivilDate } from './civil-date.ts';
import { epochMilliseconds, type Instant, instantOf } from './instant.ts';
import { dayBounds, type DayEnd, firstInstantOf, resolve, type WallTime } from './wall-time.ts';
import type { Zone } from './zone.ts';

/** A stretch of the time line in epoch milliseconds; `start` belongs to it and `end` does not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spanOf(start: Instant, end: Instant): Span {
  return { start: epochMilliseconds(start), end: epochMilliseconds(end) };
}

/**
 * A stretch of a day by the wall clock of a place. It begins with the first passing of `from` and ends with the last
 * passing of `to`, so in autumn it holds both doubled hours; a time inside the spring gap counts as that much later.
 */
export function spanOfDay(date: CivilDate, from: WallTime, to: DayEnd, zone: Zone): Span {
  return { start: epochMilliseconds(firstInstantOf({ date, time: from, zone })), end: endOf(date, to, zone) };
}

export function startOf(span: Span): Instant {
  return instantOf(span.start);
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The same time as fewest spans in order; touching ones are joined, empty ones dropped. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      result.push(span);
    }
  }
  return result;
}

function endOf(date: CivilDate, to: DayEnd, zone: Zone): number {
  if (to === '24:00') return epochMilliseconds(dayBounds(date, zone).end);
  const resolved = resolve({ date, time: to, zone });
  switch (resolved.kind) {
    case 'once':
      return epochMilliseconds(resolved.instant);
    case 'twice':
      return epochMilliseconds(resolved.second);
    case 'never':
      return epochMilliseconds(resolved.shifted);
  }
}
