import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { plusMinutes } from '../../base/instant.ts';
import { percent } from '../../base/percent.ts';
import { zone } from '../../base/zone.ts';
import { aClient, aConsent } from '../../testing/builders/client.ts';
import { aStamp, nine, today } from '../../testing/builders/stamp.ts';
import { given } from '../../testing/given.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import type { Proposal } from '../acceptance.ts';
import type { Address } from '../people/address.ts';
import { phoneSchema } from '../people/phone.ts';
import { taskSchema } from '../inbox/task.ts';
import { acceptClient, clientNeeds } from './client-acceptance.ts';
import { clientsCollection } from './client-collection.ts';
import { mergeClients, mergeClientsWithReport } from './client-merge.ts';
import { archiveClient, changeClient, changeNotifications, registerClient, type TypedClient } from './client-rules.ts';
import { type Client, clientSchema, discountOn, hasConsent, mainAddressOf } from './client.ts';
import { giveConsent, setDiscount, withdrawConsent } from './consent-rules.ts';
import { agreesTo } from './consent.ts';
import { findDuplicates } from './duplicates.ts';
import { eraseClient } from './erasure.ts';
import { channelsFor } from './notifications.ts';
import { idsOfPerson, joinClients, keepApart, personOf, separateClients } from './same-person.ts';

const stamp = aStamp({ minute: 5 });
const context = { stamp, today, country: 'RU' } as const;
const typed: TypedClient = {
  name: { given: ' Павел ', family: 'Громов' },
  phones: [{ number: '8 000 555-02-17' }],
  addresses: [],
  language: 'ru',
  zone: zone('Europe/Moscow'),
};
const irina = aClient();
const home: Address = { id: derivedId('Address', 'home'), city: 'Москва', street: 'Набережная', house: '12' };
const work: Address = { ...home, id: derivedId('Address', 'work'), label: 'работа' };
const phone = (number: string) => ({ number: phoneSchema.parse(number) });

describe('a client', () => {
  it('is registered from what the desk types (story 1, R-019)', () => {
    const registered = registerClient(derivedId('Client', 'Громов'), typed, context);
    expect(registered).toMatchObject({
      value: {
        name: { given: 'Павел', family: 'Громов' },
        phones: [{ number: '+70005550217' }],
        state: { status: 'ACTIVE' },
        consents: [],
      },
    });
    expect(registered.ok && clientSchema.safeParse(registered.value).success).toBe(true);
  });

  it.each<[string, Partial<TypedClient>, string]>([
    ['a name', { name: { given: '', family: 'Громов' } }, 'NAME_MISSING'],
    ['a phone', { phones: [{ number: 'ask him' }] }, 'NOT_A_PHONE'],
    ['an e-mail address', { email: 'pavel' }, 'NOT_AN_EMAIL'],
    ['a date of birth', { born: civilDate('2026-11-17') }, 'DATE_IN_FUTURE'],
    ['addresses', { addresses: Array.from({ length: 21 }, () => home) }, 'TOO_MANY_ENTRIES'],
    [
      'phones',
      { phones: Array.from({ length: 21 }, (_, index) => ({ number: `+7000555${1000 + index}` })) },
      'TOO_MANY_ENTRIES',
    ],
  ])('is refused when %s makes no sense', (_, wrong, code) => {
    expect(registerClient(irina.id, { ...typed, ...wrong }, context)).toMatchObject({ error: { code } });
  });

  it('keeps a phone that was typed twice once', () => {
    const twice = [{ number: '+7 000 555-02-17', note: ' work ' }, { number: '8 (000) 5550217' }];
    expect(registerClient(irina.id, { ...typed, phones: twice }, context)).toMatchObject({
      value: { phones: [{ number: '+70005550217', note: 'work' }] },
    });
  });

  it('is changed field by field, and what was cleared is gone', () => {
    const before = aClient({ note: 'звонить после шести', born: civilDate('1980-01-01') });
    const changed = changeClient(before, typed, context);
    expect(changed).toMatchObject({ value: { id: before.id, consents: before.consents, changed: stamp } });
    expect(changed.ok && 'note' in changed.value).toBe(false);
    expect(changed.ok && 'born' in changed.value).toBe(false);
  });

  it('has one default address, the first one if the default went (R-021)', () => {
    expect(mainAddressOf(irina)).toBeUndefined();
    expect(mainAddressOf({ ...irina, addresses: [home, work], mainAddress: work.id })).toEqual(work);
    expect(mainAddressOf({ ...irina, addresses: [home], mainAddress: work.id })).toEqual(home);
  });

  it('has a personal discount on the days it holds, the largest of several (R-026, R-066)', () => {
    const discount = { id: derivedId('Discount', '1'), percent: percent(5), from: civilDate('2026-01-01') };
    const autumn = { ...discount, id: derivedId('Discount', '2'), percent: percent(15), until: today };
    const first = setDiscount(irina, discount, stamp);
    if (!first.ok) throw new Error('expected a discount');
    const both = setDiscount(first.value, autumn, stamp);
    if (!both.ok) throw new Error('expected two discounts');
    expect(discountOn(both.value, civilDate('2025-12-31'))).toBe(percent(0));
    expect(discountOn(both.value, today)).toBe(percent(15));
    expect(discountOn(both.value, civilDate('2026-11-17'))).toBe(percent(5));
    expect(setDiscount(both.value, { ...autumn, until: civilDate('2025-12-31') }, stamp)).toMatchObject({
      error: { code: 'ENDS_BEFORE_START' },
    });
    expect(setDiscount(both.value, { ...autumn, percent: percent(1) }, stamp)).toMatchObject({
      value: { discounts: { length: 2 } },
    });
  });

  it('is archived and not removed (R-012)', () => {
    const archived = given(archiveClient(irina, 'ARCHIVED', stamp));
    expect(archived).toMatchObject({ state: { status: 'ARCHIVED' }, name: irina.name });
    expect(given(archiveClient(archived, 'ACTIVE', stamp))).toEqual({ ...irina, changed: stamp });
  });

  it('withstands hostile input', () => {
    const full: Client = {
      ...irina,
      addresses: [home],
      mainAddress: home.id,
      born: civilDate('1980-01-01'),
      discounts: [{ id: derivedId('Discount', '1'), percent: percent(5), from: today, until: today, reason: 'x' }],
      note: 'note',
      state: { status: 'MERGED', into: [derivedId('Client', 'other')] },
    };
    expectSchemaWithstands(clientSchema, full, 300);
    for (const field of ['name', 'phone', 'email', 'note'] as const) {
      expectRuleWithstands((text) => {
        const wrong = {
          name: { name: { given: text, family: text, patronymic: text } },
          phone: { phones: [{ number: text, note: text }] },
          email: { email: text },
          note: { note: text, latinName: text },
        }[field];
        const result = registerClient(irina.id, { ...typed, ...wrong }, context);
        return result.ok && !clientSchema.safeParse(result.value).success
          ? { ok: false, error: 'does not parse' }
          : result;
      }, 40);
    }
    expectRuleWithstands((text) => {
      const strange = { ...irina, name: { given: text, family: text } };
      return { ok: true, value: findDuplicates(strange, worldOf({}, [clientsCollection])) };
    }, 40);
  });
});

describe('consent (§7.7)', () => {
  const request = (purpose: 'MARKETING' | 'REMINDERS', id = '1') =>
    ({ id: derivedId('Consent', purpose, id), purpose, textVersion: 'ru-2026-09', channel: 'SPOKEN_AT_DESK' }) as const;

  it('is given for each purpose by itself, and nothing said means no (C-28)', () => {
    expect(hasConsent(irina, 'REMINDERS')).toBe(true);
    expect(hasConsent(irina, 'MARKETING')).toBe(false);
    const agreed = giveConsent(irina, request('MARKETING'), stamp);
    expect(agreed.ok && hasConsent(agreed.value, 'MARKETING')).toBe(true);
    expect(agreed).toMatchObject({
      value: {
        consents: [
          {},
          {},
          { purpose: 'MARKETING', given: { at: stamp.at, channel: 'SPOKEN_AT_DESK' }, textVersion: 'ru-2026-09' },
        ],
      },
    });
  });

  it('given twice for the same text is one entry', () => {
    expect(giveConsent(irina, request('REMINDERS'), stamp)).toEqual({ ok: true, value: irina });
  });

  it('is withdrawn without losing the proof, and may be given again', () => {
    const withdrawn = withdrawConsent(irina, 'REMINDERS', 'PORTAL', stamp);
    if (!withdrawn.ok) throw new Error('expected a withdrawal');
    expect(hasConsent(withdrawn.value, 'REMINDERS')).toBe(false);
    expect(withdrawn.value.consents).toHaveLength(2);
    expect(withdrawConsent(withdrawn.value, 'REMINDERS', 'PORTAL', stamp)).toMatchObject({
      error: { code: 'NO_CONSENT_TO_WITHDRAW' },
    });
    const again = giveConsent(withdrawn.value, request('REMINDERS', '2'), aStamp({ minute: 6 }));
    expect(again.ok && hasConsent(again.value, 'REMINDERS')).toBe(true);
  });

  it('is what was said last, also when the withdrawing desk did not know of a newer yes', () => {
    const decision = (minute: number) => ({ at: plusMinutes(nine, minute), by: stamp.by, channel: 'PHONE' as const });
    const first = aConsent('REMINDERS', { state: { status: 'WITHDRAWN', withdrawn: decision(20) } });
    const earlierYes = aConsent('REMINDERS', { id: derivedId('Consent', 'x'), given: decision(10) });
    const laterYes = aConsent('REMINDERS', { id: derivedId('Consent', 'y'), given: decision(30) });
    const sameMoment = aConsent('REMINDERS', { id: derivedId('Consent', 'z'), given: decision(20) });
    expect(agreesTo([first, earlierYes], 'REMINDERS')).toBe(false);
    expect(agreesTo([first, laterYes], 'REMINDERS')).toBe(true);
    expect(agreesTo([first, sameMoment], 'REMINDERS')).toBe(false);
    expect(agreesTo([], 'CARE')).toBe(false);
  });
});

describe('notices to a client', () => {
  it('go by e-mail and push unless switched; SMS is off until asked for (R-078)', () => {
    expect(channelsFor(irina, 'BOOKING')).toEqual(['EMAIL', 'PUSH']);
    const switched = changeNotifications(
      irina,
      { channels: { SMS: true, EMAIL: false }, topics: { CHAT: false } },
      stamp,
    );
    if (!switched.ok) throw new Error('expected a change');
    expect(channelsFor(switched.value, 'BOOKING')).toEqual(['SMS', 'PUSH']);
    expect(channelsFor(switched.value, 'CHAT')).toEqual([]);
  });

  it('need consent for reminders and promotions; marketing is off even then (C-27, C-28)', () => {
    expect(channelsFor(irina, 'REMINDER')).toEqual(['EMAIL', 'PUSH']);
    expect(channelsFor({ ...irina, consents: [] }, 'REMINDER')).toEqual([]);
    expect(channelsFor({ ...irina, consents: [] }, 'PAYMENT')).toEqual(['EMAIL', 'PUSH']);
    const agreed = { ...irina, consents: [aConsent('MARKETING')] };
    expect(channelsFor(agreed, 'PROMOTION')).toEqual([]);
    expect(
      channelsFor({ ...agreed, notifications: { channels: {}, topics: { PROMOTION: true } } }, 'PROMOTION'),
    ).toEqual(['EMAIL', 'PUSH']);
    expect(
      channelsFor({ ...irina, notifications: { channels: {}, topics: { PROMOTION: true } } }, 'PROMOTION'),
    ).toEqual([]);
  });
});

describe('two entries of one person', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd']
    .map((name) => derivedId('Client', name))
    .toSorted()
    .map((id, index) => aClient({ id, phones: [phone(`+7000555010${index}`)], note: `note ${index}` }));
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('four clients');
  const world = (...all: readonly Client[]) => worldOf({ clients: all }, [clientsCollection]);
  const joined = (x: Client, y: Client, by = stamp) => {
    const result = joinClients(x, y, by);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };

  it('are found by phone and by the sound of the name', () => {
    const artem = aClient({ id: derivedId('Client', 'artem'), name: { given: 'Артём', family: 'Щербаков' } });
    const latin = aClient({ id: derivedId('Client', 'latin'), name: { given: 'Artem', family: 'Scherbakov' } });
    const wife = aClient({ id: derivedId('Client', 'wife'), name: { given: 'Мария', family: 'Щербакова' } });
    const namesake = aClient({
      id: derivedId('Client', 'namesake'),
      name: { given: 'Артем', family: 'Щербаков' },
      phones: [],
    });
    expect(findDuplicates(artem, world(artem, latin, wife, namesake))).toEqual([
      { client: latin.id, strength: 'LIKELY', reasons: ['SAME_PHONE', 'SAME_NAME'] },
      ...[namesake, wife]
        .map((other) => ({
          client: other.id,
          strength: 'POSSIBLE',
          reasons: [other === wife ? 'SAME_PHONE' : 'SAME_NAME'],
        }))
        .toSorted((x, y) => (x.client < y.client ? -1 : 1)),
    ]);
  });

  it('are not proposed when their birthdays differ or the desk said that they are two people', () => {
    const born = (client: Client, day: string) => ({ ...client, phones: [], born: civilDate(day) });
    const [first, second] = [born(a, '1980-01-01'), born(b, '1990-01-01')];
    expect(findDuplicates(first, world(first, second))).toEqual([]);
    const apart = keepApart(a, { ...b, phones: a.phones }, stamp);
    if (!apart.ok) throw new Error('expected two people');
    expect(findDuplicates(apart.value[0], world(...apart.value))).toEqual([]);
    expect(keepApart(a, a, stamp)).toMatchObject({ error: { code: 'SAME_CLIENT' } });
  });

  it('are joined to the same survivor in whichever direction', () => {
    expect(joined(a, b)).toEqual(joined(b, a));
    expect(joined(b, a)).toMatchObject({
      survivor: { id: a.id, phones: [...a.phones, ...b.phones], note: 'note 0\nnote 1' },
      merged: { id: b.id, state: { status: 'MERGED', into: [a.id] }, phones: b.phones },
    });
    expect(joinClients(a, a, stamp)).toMatchObject({ error: { code: 'SAME_CLIENT' } });
  });

  it('have one that speaks for both; the other takes no more changes', () => {
    const { survivor, merged } = joined(a, b);
    expect(personOf(b.id, world(survivor, merged))).toEqual(survivor);
    expect(changeClient(merged, typed, context)).toMatchObject({
      error: { code: 'CLIENT_MERGED', details: { into: [a.id] } },
    });
    expect(joinClients(merged, c, stamp)).toMatchObject({ error: { code: 'CLIENT_MERGED' } });
    expect(clientsCollection.searchEntry(merged)).toBeUndefined();
  });

  it('resolve in chains, also when each link was made on another desk', () => {
    const [ab, bc, cd] = [
      joined(a, b, aStamp({ device: 'x' })),
      joined(b, c, aStamp({ device: 'y' })),
      joined(c, d, aStamp({ device: 'z' })),
    ];
    const all = [
      ab.survivor,
      mergeClients(b, ab.merged, bc.survivor),
      mergeClients(c, bc.merged, cd.survivor),
      cd.merged,
    ];
    for (const client of all) expect(idsOfPerson(client.id, world(...all))).toEqual([a.id, b.id, c.id, d.id]);
  });

  it('are one person with both when two desks joined one entry with different others', () => {
    const [ac, bc] = [joined(a, c, aStamp({ device: 'x' })), joined(b, c, aStamp({ device: 'y' }))];
    const both = mergeClients(c, ac.merged, bc.merged);
    expect(both.state).toEqual({ status: 'MERGED', into: [a.id, b.id] });
    for (const id of [a.id, b.id, c.id]) {
      expect(idsOfPerson(id, world(ac.survivor, bc.survivor, both))).toEqual([a.id, b.id, c.id]);
    }
  });

  it('can be separated again and are then not proposed', () => {
    const { survivor, merged } = joined(a, b);
    const apart = separateClients(merged, survivor, stamp);
    expect(apart).toMatchObject({
      value: { merged: { state: { status: 'ACTIVE' }, notTheSameAs: [a.id] }, survivor: { notTheSameAs: [b.id] } },
    });
    expect(separateClients(a, b, stamp)).toMatchObject({ error: { code: 'NOT_MERGED' } });
  });

  it('have the same survivor for every set of joins in every order', () => {
    const four = [a, b, c, d] as const;
    const pair = fc.tuple(fc.nat(3), fc.nat(3)).filter(([x, y]) => x !== y);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
        const outcome = (order: readonly (readonly [number, number])[]) => {
          const stored = new Map(four.map((client) => [client.id, client]));
          for (const [index, [x, y]] of order.entries()) {
            // Each join is made on a desk that knows only the first state.
            const { survivor, merged } = joined(
              four[x] ?? a,
              four[y] ?? b,
              aStamp({ minute: x * 10 + y, device: `${index}` }),
            );
            for (const wanted of [survivor, merged]) {
              const base = four.find(({ id }) => id === wanted.id);
              const present = stored.get(wanted.id);
              stored.set(wanted.id, present === undefined ? wanted : mergeClients(base, wanted, present));
            }
          }
          return four.map(({ id }) => idsOfPerson(id, world(...stored.values())));
        };
        expect(outcome(pairs)).toEqual(outcome(pairs.toReversed().map(([x, y]) => [y, x] as const)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the erasure of a client (C-53, §7.7)', () => {
  const full = aClient({ addresses: [home], note: 'секрет', born: civilDate('1980-01-01'), ext: { old: 'Ирина' } });
  const erased = eraseClient(full, stamp);

  it('leaves an id and the proof of consent, and nothing that tells who it was', () => {
    expect(clientSchema.safeParse(erased).success).toBe(true);
    expect(erased).toMatchObject({ id: full.id, state: { status: 'ERASED' }, consents: full.consents });
    for (const trace of ['Ирина', 'Волкова', 'Volkova', '5550101', 'секрет', 'Набережная', '1980']) {
      expect(JSON.stringify(erased)).not.toContain(trace);
    }
    expect(hasConsent(erased, 'REMINDERS')).toBe(false);
    expect(eraseClient(erased, aStamp({ minute: 9 }))).toBe(erased);
  });

  it('erases what another desk changed meanwhile, and tells nobody what it was', () => {
    const edited = {
      ...full,
      name: { given: 'Ирина', family: 'Орлова' },
      changed: aStamp({ minute: 9, device: 'DK-B' }),
    };
    const { document, replaced } = mergeClientsWithReport(full, edited, erased);
    expect(JSON.stringify([document, replaced])).not.toMatch(/Ирина|Орлова|Волкова/);
    expect(document.state.status).toBe('ERASED');
  });

  it('ends all changes', () => {
    for (const change of [
      changeClient(erased, typed, context),
      archiveClient(erased, 'ARCHIVED', stamp),
      withdrawConsent(erased, 'CARE', 'PORTAL', stamp),
      joinClients(erased, aClient({ id: derivedId('Client', 'x') }), stamp),
    ]) {
      expect(change).toMatchObject({ error: { code: 'CLIENT_ERASED' } });
    }
  });
});

describe('changes of a client on two devices', () => {
  const edit = (minute: number, device: string, changes: Partial<Client>): Client => ({
    ...irina,
    ...changes,
    changed: aStamp({ minute, device }),
  });
  const accept = (proposal: Pick<Proposal<Client>, 'stored' | 'base' | 'wanted'>, others: readonly Client[] = []) => {
    const whole = { ...proposal, device: stamp.device, now: nine };
    return acceptClient(whole, announced(worldOf({ clients: others }, [clientsCollection]), clientNeeds(whole)));
  };

  it('are both kept where they differ, and a task shows the name that lost', () => {
    const stored = edit(1, 'a', {
      name: { given: 'Ирина', family: 'Орлова' },
      phones: [...irina.phones, phone('+70005550199')],
    });
    const wanted = edit(2, 'b', { name: { given: 'Ирина', family: 'Волкова-Рид' }, addresses: [home] });
    const accepted = accept({ stored, base: irina, wanted });
    expect(accepted).toMatchObject({
      kind: 'merge',
      document: { name: { family: 'Волкова-Рид' }, phones: [{}, { number: '+70005550199' }], addresses: [home] },
    });
    const tasks =
      accepted.kind === 'merge' ? (accepted.also ?? []).map(({ document }) => taskSchema.parse(document)) : [];
    expect(tasks).toMatchObject([
      { task: 'BOTH_CHANGED', details: { fields: [{ path: 'name/family', kept: 'Волкова-Рид', other: 'Орлова' }] } },
    ]);
    const other = accept({ stored: wanted, base: irina, wanted: stored });
    expect(other).toEqual(accepted);
  });

  it('are accepted as they are when nobody else changed the client', () => {
    expect(accept({ stored: undefined, base: undefined, wanted: irina })).toEqual({ kind: 'accept' });
    expect(accept({ stored: irina, base: irina, wanted: edit(1, 'a', { born: today }) })).toEqual({ kind: 'accept' });
    expect(accept({ stored: irina, base: undefined, wanted: irina })).toEqual({ kind: 'accept' });
  });

  it('show that two desks registered the same owner', () => {
    const twin = aClient({ id: derivedId('Client', 'twin'), name: { given: 'Irina', family: 'Volkova' } });
    const accepted = accept({ stored: undefined, base: undefined, wanted: twin }, [irina]);
    expect(accepted).toMatchObject({
      kind: 'merge',
      document: twin,
      also: [
        { document: { task: 'DUPLICATE_CLIENT', details: { other: irina.id, reasons: ['SAME_PHONE', 'SAME_NAME'] } } },
      ],
    });
    const mirrored = accept({ stored: undefined, base: undefined, wanted: irina }, [twin]);
    const idOf = (result: typeof accepted) => (result.kind === 'merge' ? result.also?.[0]?.document.id : 'none');
    expect(idOf(mirrored)).toBe(idOf(accepted));
  });

  it('that join one entry with two others make these one, too', () => {
    const [x, y, z] = ['x', 'y', 'z']
      .map((name) => derivedId('Client', name))
      .toSorted()
      .map((id) => aClient({ id }));
    if (x === undefined || y === undefined || z === undefined) throw new Error('three clients');
    const stored: Client = { ...z, state: { status: 'MERGED', into: [x.id] }, changed: aStamp({ minute: 1 }) };
    const wanted: Client = {
      ...z,
      state: { status: 'MERGED', into: [y.id] },
      changed: aStamp({ minute: 2, device: 'b' }),
    };
    expect(accept({ stored, base: z, wanted }, [x, y])).toMatchObject({
      document: { state: { into: [x.id, y.id] } },
      also: [{ collection: 'clients', document: { id: y.id, state: { status: 'MERGED', into: [x.id] } } }],
    });
  });

  const entry = fc.constantFrom('+70005550101', '+70005550102', '+70005550103');
  const decision = { at: nine, by: stamp.by, channel: 'PHONE' } as const;
  const changes = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('a', 'b', 'c'),
      fc.record(
        {
          name: fc.record({ given: fc.constantFrom('Ирина', 'Ира'), family: fc.constantFrom('Волкова', 'Орлова') }),
          phones: fc.uniqueArray(
            fc.record({
              number: entry.map((number) => phoneSchema.parse(number)),
              note: fc.constantFrom('дом', 'муж'),
            }),
            {
              selector: ({ number }) => number,
            },
          ),
          addresses: fc.uniqueArray(fc.constantFrom(home, { ...home, house: '14' }, work), {
            selector: ({ id }) => id,
          }),
          consents: fc.uniqueArray(
            fc.constantFrom(
              aConsent('CARE'),
              aConsent('REMINDERS', { state: { status: 'WITHDRAWN', withdrawn: decision } }),
              aConsent('MARKETING'),
            ),
            { selector: ({ id }) => id },
          ),
          note: fc.constantFrom('звонить после шести', 'боится кошек', 'звонить после шести, не раньше'),
          state: fc.constantFrom<Client['state']>(
            { status: 'ARCHIVED' },
            { status: 'MERGED', into: [derivedId('Client', 'x')] },
            { status: 'MERGED', into: [derivedId('Client', 'y')] },
            { status: 'ERASED', erased: stamp },
          ),
          born: fc.constantFrom(civilDate('1980-01-01'), civilDate('1980-01-10')),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([minute, device, change]) => edit(minute, device, change))
    .map((client) =>
      client.state.status === 'ERASED'
        ? eraseClient({ ...client, state: { status: 'ACTIVE' } }, client.changed)
        : client,
    );
  describeMergeLaws('clients', { merge: mergeClients, changes, bases: [irina], schema: clientSchema, runs: 80 });
  describeMergeLaws('clients that are not erased', {
    merge: mergeClients,
    changes: changes.filter(({ state }) => state.status !== 'ERASED'),
    bases: [irina],
    typed: ({ name, phones, note, addresses }) => [
      name.given,
      name.family,
      ...phones.flatMap(({ number, note: said }) => [number, said ?? '']),
      ...addresses.map(({ house }) => house ?? ''),
      note ?? '',
    ],
    replaced: (base, ours, theirs) => [...mergeClientsWithReport(base, ours, theirs).replaced],
  });
});
