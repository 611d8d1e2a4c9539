import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { instantOf } from '../../base/instant.ts';
import { wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import {
  aDevice,
  aHoliday,
  aLocation,
  anOrganisation,
  aPreference,
  aRoom,
  locationCode,
  locationId,
  series,
} from '../../testing/builders/settings.ts';
import { aStamp } from '../../testing/builders/stamp.ts';
import { ending } from '../../testing/builders/shifts.ts';
import { codeOf, given, isRefusedOrFits } from '../../testing/given.ts';
import { expectSchemaWithstands, hostileTexts, inTime, printable } from '../../testing/hostile.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { countryPack, countryPacks } from './country-packs.ts';
import { admitDevice, revokeDevice } from './devices.ts';
import { addLocation, setHoliday } from './location-rules.ts';
import { openSpans } from './opening-hours.ts';
import { paperLanguage } from './paper-language.ts';
import { preference, preferences, setPreference } from './preferences.ts';
import { acceptSetting, settingNeeds } from './settings-acceptance.ts';
import { settingsCollection } from './settings-collection.ts';
import { mergeSettings, mergeSettingsWithReport } from './settings-merge.ts';
import { type Location, type Setting, settingSchema } from './settings.ts';

const spans = (location: Location, holidays: Parameters<typeof openSpans>[1], date: string): string[] =>
  openSpans(location, holidays, civilDate(date)).map(
    ({ start, end }) => `${instantOf(start).slice(0, 16)}–${instantOf(end).slice(11, 16)}`,
  );

describe('opening hours', () => {
  const location = aLocation();

  it('follow the day of the week (R-027)', () => {
    expect(spans(location, [], '2026-11-16')).toEqual(['2026-11-16T05:30–17:00']);
    expect(spans(location, [], '2026-11-21')).toEqual(['2026-11-21T07:00–15:00']);
  });

  it('give way to a holiday of that location, which is closed or has hours of its own (R-027)', () => {
    const shortDay = aHoliday('2026-12-31', { hours: [{ from: wallTime('09:00'), to: ending('12:00') }] });
    const holidays = [aHoliday('2026-11-16'), shortDay];
    expect(spans(location, holidays, '2026-11-16')).toEqual([]);
    expect(spans(location, holidays, '2026-12-31')).toEqual(['2026-12-31T06:00–09:00']);
    expect(spans(location, holidays, '2026-11-17')).toHaveLength(1);
  });

  it('may have a pause at noon and reach midnight', () => {
    const hours = [
      { weekday: 1, from: wallTime('08:00'), to: ending('13:00') },
      { weekday: 1, from: wallTime('14:00'), to: ending('24:00') },
    ];
    expect(spans(aLocation({ hours }), [], '2026-11-16')).toEqual(['2026-11-16T05:00–10:00', '2026-11-16T11:00–21:00']);
  });

  it('are 23 and 25 hours long on the days the clocks change in Berlin', () => {
    const hours = [{ weekday: 7, from: wallTime('00:00'), to: ending('24:00') }];
    const berlin = aLocation({ hours, zone: zone('Europe/Berlin') });
    const length = (date: string): number[] =>
      openSpans(berlin, [], civilDate(date)).map(({ start, end }) => (end - start) / 3_600_000);
    expect(length('2026-10-25')).toEqual([25]);
    expect(length('2027-03-28')).toEqual([23]);
    expect(length('2026-11-22')).toEqual([24]);
  });

  it('refuse to be written down twice for one time or to end before they begin', () => {
    const monday = (from: string, to: string) => ({ weekday: 1, from: wallTime(from), to: ending(to) });
    const parses = (hours: Location['hours']): boolean => settingSchema.safeParse(aLocation({ hours })).success;
    expect(parses([monday('08:00', '12:00'), monday('12:00', '20:00')])).toBe(true);
    expect(parses([monday('08:00', '12:30'), monday('12:00', '20:00')])).toBe(false);
    expect(parses([monday('12:00', '12:00')])).toBe(false);
  });
});

describe('a location', () => {
  const { id, name, address, zone: where, hours } = aLocation();
  const request = { id, code: locationCode('L3'), name, address, zone: where, hours };

  it('has slots of 30 minutes unless said otherwise, of 5 to 60 at all (C-07)', () => {
    expect(given(addLocation(request, [], aStamp())).grid).toBe(30);
    expect(given(addLocation({ ...request, grid: 15 }, [], aStamp())).grid).toBe(15);
    for (const grid of [4, 61, 7.5]) expect(settingSchema.safeParse(aLocation({ grid })).success).toBe(false);
  });

  it('is one of several of an organisation, which alone has the licence and the currency (C-39)', () => {
    const second = given(addLocation(request, [aLocation()], aStamp()));
    expect(settingSchema.safeParse(second).success).toBe(true);
    expect(settingSchema.safeParse({ ...second, licence: 'A-1' }).success).toBe(false);
    expect(settingSchema.safeParse(anOrganisation({ licence: 'A-1' })).success).toBe(true);
    expect(codeOf(addLocation({ ...request, code: locationCode('L1') }, [aLocation()], aStamp()))).toBe('CODE_TAKEN');
  });

  it('has one entry for a holiday, whoever enters it (R-027)', () => {
    const reason = { ru: 'Новый год', en: 'New Year' };
    const day = civilDate('2027-01-01');
    const [a, b] = ['DK-A', 'DK-B'].map((device) => setHoliday(id, day, reason, [], aStamp({ device })));
    expect(a?.id).toBe(b?.id);
    expect(settingSchema.safeParse(a).success).toBe(true);
  });
});

describe('papers', () => {
  it('are written in Russian where it is the language of the country, else in English (R-073)', () => {
    expect(['RU', 'BY', 'DE', 'GB'].map((country) => paperLanguage({ country }))).toEqual(['ru', 'ru', 'en', 'en']);
  });
});

describe('preferences', () => {
  const here = { of: 'LOCATION', location: locationId('L1') } as const;
  const seconds = (value: number) => ({ type: 'NUMBER', value }) as const;

  it('hold at the location, else in the organisation, else as we set out with (R-016)', () => {
    const everywhere = aPreference('booking.holdSeconds', seconds(180));
    const atL1 = aPreference('booking.holdSeconds', seconds(60), here);
    expect(preference([], preferences.holdSeconds)).toBe(120);
    expect(preference([everywhere], preferences.holdSeconds, locationId('L1'))).toBe(180);
    expect(preference([everywhere, atL1], preferences.holdSeconds, locationId('L1'))).toBe(60);
    expect(preference([everywhere, atL1], preferences.holdSeconds, locationId('L2'))).toBe(180);
  });

  it('have one document for a key and a scope, also when two desks turn them (R-016)', () => {
    const request = { key: 'booking.holdSeconds', scope: here, value: seconds(90) };
    const a = given(setPreference(undefined, request, aStamp({ device: 'DK-A' })));
    const b = given(
      setPreference(undefined, { ...request, value: seconds(60) }, aStamp({ device: 'DK-B', minute: 1 })),
    );
    expect(a.id).toBe(b.id);
    expect(mergeSettings(undefined, a, b)).toMatchObject({ value: seconds(60) });
    expect(given(setPreference(a, { ...request, value: seconds(45) }, aStamp({ minute: 2 })))).toMatchObject({
      id: a.id,
      value: seconds(45),
      created: a.created,
    });
  });

  it('refuse keys that do not exist and values of a wrong type or size (R-016)', () => {
    const refusal = (key: string, value: Parameters<typeof aPreference>[1]): string =>
      codeOf(setPreference(undefined, { key, scope: here, value }, aStamp()));
    expect(refusal('reminders.threeDaysBefore', { type: 'BOOLEAN', value: false })).toBe('PREFERENCE_UNKNOWN');
    expect(refusal('booking.holdSeconds', { type: 'STRING', value: '120' })).toBe('PREFERENCE_NOT_FITTING');
    expect(refusal('booking.holdSeconds', seconds(1))).toBe('PREFERENCE_NOT_FITTING');
    expect(refusal('mail.password', { type: 'STRING', value: 'secret' })).toBe('PREFERENCE_NOT_FITTING');
    expect(refusal('mail.password', { type: 'SECRET', sealed: 'v1:abc' })).toBe('ok');
  });

  it('of a newer program that this one cannot read count as not set', () => {
    expect(
      preference([aPreference('booking.holdSeconds', { type: 'STRING', value: 'long' })], preferences.holdSeconds),
    ).toBe(120);
  });

  it('have different keys, each with a default that fits', () => {
    const all = Object.values(preferences);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    for (const { schema, fallback } of all) expect(schema.safeParse(fallback).success).toBe(true);
  });
});

describe('devices', () => {
  const letters = ['A', 'B', 'C', 'D', 'E'].map((letter) => aDevice({ name: `D${letter}`, series: series(letter) }));
  const request = { id: derivedId<'Device'>('Device', 'new'), name: 'DK-D', location: locationId('L1') };

  it('get the next free series when they are let in (C-52)', () => {
    expect(given(admitDevice(letters, request, aStamp())).series).toBe('F');
  });

  it('that are shut out keep their letter for ever and stay out, whatever else was changed (C-52)', () => {
    const [, known] = letters;
    const out = given(revokeDevice(known!, 'stolen', aStamp({ minute: 1 })));
    const renamed = { ...known!, name: 'Desk by the door', changed: aStamp({ minute: 5, device: 'DK-B' }) };
    expect(mergeSettings(known, out, renamed)).toMatchObject({ name: 'Desk by the door', state: out.state });
    expect(given(admitDevice([...letters.slice(2), letters[0]!, out], request, aStamp())).series).toBe('F');
    expect(codeOf(revokeDevice(out, 'again', aStamp()))).toBe('DEVICE_ALREADY_REVOKED');
    expect(codeOf(revokeDevice(known!, ' \u202e', aStamp()))).toBe('REASON_MISSING');
  });

  it('cannot take the series of another one', () => {
    const thief = aDevice({ name: 'X', series: series('A') });
    const proposal = { stored: undefined, base: undefined, wanted: thief, device: thief.id, now: aStamp().at };
    const world = (settings: readonly Setting[]) =>
      announced(worldOf({ settings }, [settingsCollection]), settingNeeds(proposal));
    expect(acceptSetting(proposal, world([letters[0]!]))).toEqual({ kind: 'refuse', reason: 'SERIES_TAKEN' });
    expect(acceptSetting(proposal, world([letters[1]!, thief]))).toEqual({ kind: 'accept' });
  });
});

describe('country packs', () => {
  it('are data of which the newest that has begun is in force', () => {
    expect(given(countryPack('DE', civilDate('2026-04-21'))).version).toBe('DE-577');
    expect(given(countryPack('DE', civilDate('2026-04-22')))).toMatchObject({
      version: 'DE-2026',
      passportTemplates: ['EU-2026', 'EU-577/2013'],
    });
    expect(given(countryPack('RU', civilDate('2026-11-16')))).toMatchObject({
      till: { shiftHours: 24, unsentDays: 30 },
    });
    expect(codeOf(countryPack('DE', civilDate('2010-01-01')))).toBe('COUNTRY_UNKNOWN');
    expect(codeOf(countryPack('XX', civilDate('2026-11-16')))).toBe('COUNTRY_UNKNOWN');
  });

  it('never begin twice on one day', () => {
    const starts = countryPacks.map(({ country, validFrom }) => `${country} ${validFrom}`);
    expect(new Set(starts).size).toBe(starts.length);
  });
});

describe('two desks that change one setting', () => {
  it('keep both changes of different fields and tell about one that was replaced', () => {
    const base = aRoom();
    const ours = { ...base, kinds: ['CONSULT', 'XRAY'], changed: aStamp({ minute: 1 }) };
    const theirs = {
      ...base,
      active: false,
      kinds: ['CONSULT', 'DENTAL'],
      changed: aStamp({ minute: 2, device: 'DK-B' }),
    };
    expect(mergeSettings(base, ours, theirs)).toMatchObject({ active: false, kinds: ['CONSULT', 'DENTAL', 'XRAY'] });
    const renamed = { ...base, name: { ru: 'Кабинет А', en: 'Room A' }, changed: aStamp({ minute: 3 }) };
    const again = { ...base, name: { ru: 'Кабинет Б', en: 'Room B' }, changed: aStamp({ minute: 4, device: 'DK-B' }) };
    expect(mergeSettingsWithReport(base, renamed, again).replaced).toHaveLength(1);
    const proposal = { stored: renamed, base, wanted: again, device: again.changed.device, now: again.changed.at };
    expect(acceptSetting(proposal, worldOf({}))).toMatchObject({
      kind: 'merge',
      document: { name: { en: 'Room B' } },
      also: [{ collection: 'inbox', document: { task: 'BOTH_CHANGED' } }],
    });
  });
});

const roomBase = aRoom();
describeMergeLaws<Setting>('rooms', {
  merge: mergeSettings,
  bases: [undefined, roomBase],
  schema: settingSchema,
  changes: fc
    .record({
      minute: fc.integer({ min: 1, max: 4 }),
      device: fc.constantFrom('DK-A', 'DK-B', 'DK-C'),
      operation: fc.constantFrom('x', 'y'),
      kinds: fc.subarray(['CONSULT', 'XRAY', 'DENTAL'], { minLength: 1 }),
      active: fc.boolean(),
      en: fc.constantFrom('Consult 1', 'Room A', 'Room B'),
    })
    .map(({ minute, device, operation, kinds, active, en }) => ({
      ...roomBase,
      kinds,
      active,
      name: { ru: 'Кабинет 1', en },
      changed: aStamp({ minute, device, operation: `${operation}${kinds.join('')}${active}${en}` }),
    })),
});

describe('hostile settings', () => {
  it('are refused by the schema without a throw', () => {
    for (const good of [anOrganisation(), aLocation(), aRoom(), aHoliday('2026-12-31'), aDevice()]) {
      expectSchemaWithstands(settingSchema, good, 60);
    }
    expectSchemaWithstands(settingSchema, aPreference('a.b', { type: 'JSON', value: { deep: [1] } }), 60);
  });

  it('do not get through the rules', () => {
    fc.assert(
      fc.property(printable(hostileTexts()), ({ value: text }) => {
        const request = { key: text, scope: { of: 'ORGANISATION' }, value: { type: 'STRING', value: text } } as const;
        expect(inTime(() => codeOf(setPreference(undefined, request, aStamp())))).toBe('PREFERENCE_UNKNOWN');
        expect(inTime(() => codeOf(countryPack(text, civilDate('2026-11-16'))))).toBe('COUNTRY_UNKNOWN');
        const revoked = inTime(() => revokeDevice(aDevice(), text, aStamp()));
        expect(isRefusedOrFits(revoked, settingSchema)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
