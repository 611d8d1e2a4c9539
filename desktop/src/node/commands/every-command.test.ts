import { ORPCError } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames } from '@lapka/shared/domain/accounts/command-names.ts';
import { mayRun } from '@lapka/shared/domain/accounts/rights.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { present } from '@lapka/shared/base/assert.ts';
import { callerOf } from '../serve/session.ts';
import { people, type PersonKey, staffId } from '../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic } from '../testing/clinic-fixture.ts';
import { examples } from '../testing/examples/every-example.ts';

const all = Object.entries(examples).flatMap(([area, named]) =>
  Object.entries(named).map(([name, example]) => {
    const command = commandNames.find((known) => known === `${area}.${name}`);
    return [present(command, `the right of ${area}.${name}`), example] as const;
  }),
);

describe.each(all)('%s', (command, example) => {
  let clinic: FixtureClinic;
  beforeAll(async () => {
    clinic = await openFixtureClinic(example.given === undefined ? {} : { documents: example.given });
    await example.first?.(clinic);
  });
  afterAll(() => clinic.close());

  const rightOf = (person: PersonKey): string => {
    const member = clinic.read((reader) => reader.get(staff, staffId(person)));
    const allowed = mayRun(callerOf(present(member, person)), command, example.target);
    return allowed.ok ? 'ok' : allowed.error.code;
  };

  it('is refused to whoever the rights matrix does not let do it, and then nothing is written (R-010)', async () => {
    const before = clinic.everything();
    const audited = clinic.audit().length;
    for (const person of people) {
      const expected = rightOf(person);
      if (expected === 'ok') continue;
      const refusal = await refusalOf(() => example.call(clinic.as(person), clinic.once(), clinic));
      expect({ person, refusal }).toEqual({ person, refusal: expected });
    }
    expect(rightOf(example.by)).toBe('ok');
    expect(changedBetween(before, clinic.everything())).toEqual([]);
    expect(clinic.audit().length).toBe(audited);
  });

  it('is done once, however often it is asked for, and leaves its trace in the audit', async () => {
    const [before, once] = [clinic.everything(), clinic.once()];
    const audited = clinic.audit().length;
    const answer = await example.call(clinic.as(example.by), once, clinic);
    const after = clinic.everything();
    const changed = changedBetween(before, after);
    const collections = changed.map((key) => key.slice(0, key.indexOf('/')));
    expect([...new Set(collections)]).toEqual(example.writes);
    const [entry, ...more] = clinic.audit().slice(audited);
    expect(entry).toMatchObject({ command, stamp: { ...once, by: { staff: staffId(example.by) } } });
    expect(entry?.documents.map(({ collection, id }) => `${collection}/${id}`).toSorted()).toEqual(changed);
    expect(more).toEqual([]);

    expect(await example.call(clinic.as(example.by), once, clinic)).toEqual(answer);
    expect(changedBetween(after, clinic.everything())).toEqual([]);
    expect(clinic.audit().length).toBe(audited + 1);
  });
});

async function refusalOf(call: () => Promise<object>): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (thrown) {
    return thrown instanceof ORPCError ? String(thrown.code) : String(thrown);
  }
}

function changedBetween(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key))).toSorted();
}
