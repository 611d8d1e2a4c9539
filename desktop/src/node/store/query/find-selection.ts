import type { Condition, Find } from '@lapka/shared/domain/find.ts';
import type { Bound, FieldTest, Selection } from './selection.ts';

/** The tests a question of the clinic's rules comes to. */
export function selectionOfFind({ where = {}, sort }: Find): Selection {
  const tests: Selection['tests'][number][] = [{ path: '_deleted', test: { kind: 'oneOf', values: [false] } }];
  let complete = true;
  for (const [path, condition] of Object.entries(where)) {
    const test = testOf(condition);
    if (test === undefined) complete = false;
    else tests.push({ path, test });
  }
  const byId = { path: 'id', descending: false };
  const order = sort === undefined ? [byId] : [{ path: sort.by, descending: sort.descending === true }, byId];
  return { tests, complete, order };
}

/** Undefined when an index column cannot tell: it holds nothing for an object, so "exists" is not in it. */
function testOf(condition: Condition): FieldTest | undefined {
  if (typeof condition !== 'object') return { kind: 'oneOf', values: [condition] };
  if ('in' in condition) return { kind: 'oneOf', values: condition.in };
  if ('exists' in condition) return undefined;
  const { from, below } = condition;
  if (from === undefined && below === undefined) return { kind: 'noneOf', values: [] };
  const lower: Bound | undefined = from === undefined ? undefined : { value: from, included: true };
  const upper: Bound | undefined = below === undefined ? undefined : { value: below, included: false };
  return { kind: 'range', ...(lower && { lower }), ...(upper && { upper }) };
}
