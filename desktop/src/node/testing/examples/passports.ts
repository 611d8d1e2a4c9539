import { derivedId } from '@lapka/shared/base/id.ts';
import type { Passport } from '@lapka/shared/domain/passports/passport.ts';
import { aTask } from '@lapka/shared/testing/builders/inbox.ts';
import { aChip, aPassport } from '@lapka/shared/testing/builders/pet.ts';
import { aStamp, today } from '@lapka/shared/testing/builders/stamp.ts';
import { baron, petOf } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const pet = baron.id;
const entry = derivedId<'PassportEntry'>('PassportEntry', 'examination');
const examination: Passport['entries'][number] = {
  id: entry,
  kind: 'EXAMINATION',
  date: today,
  fitForTransport: true,
  vetName: 'Михаил Орлов',
  state: { status: 'VALID' },
};

const theirs = aPassport();
const marked = { ...baron, chips: [aChip()] };
const withPassport = { ...baron, passports: [{ ...theirs, entries: [examination] }] };

/** The number that stands in Milo's booklet, too. */
export const clashing = {
  ...baron,
  passports: [
    {
      ...theirs,
      uniqueness: {
        kind: 'CONFLICT' as const,
        pet: petOf('Milo'),
        passport: derivedId<'Passport'>('Passport', 'Milo'),
      },
    },
  ],
};
export const clash = aTask({ subject: { collection: 'pets', id: pet }, created: aStamp(), changed: aStamp() });

export const passportExamples: ExamplesOf<'passports'> = {
  issue: {
    by: 'U2',
    given: { pets: [marked] },
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.passports.issue({ ...once, pet, template: 'EU-2026', number: 'XX 00-9 1', on: today }),
  },
  record: {
    by: 'U5',
    writes: ['pets'],
    call: (bridge, once) => bridge.do.passports.record({ ...once, pet, template: 'EU-2026', number: 'XX 00-9 1' }),
  },
  change: {
    by: 'U5',
    given: { pets: [withPassport] },
    writes: ['pets'],
    call: (bridge, once) => bridge.do.passports.change({ ...once, pet, passport: theirs.id, number: 'XX 00-123 46' }),
  },
  close: {
    by: 'U5',
    given: { pets: [withPassport] },
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.passports.close({ ...once, pet, passport: theirs.id, state: { status: 'LOST', on: today } }),
  },
  addEntry: {
    by: 'U2',
    given: { pets: [withPassport] },
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.passports.addEntry({
        ...once,
        pet,
        passport: theirs.id,
        line: { kind: 'EXAMINATION', date: today, fitForTransport: true },
      }),
  },
  voidEntry: {
    by: 'U2',
    given: { pets: [withPassport] },
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.passports.voidEntry({ ...once, pet, passport: theirs.id, entry, reason: 'another animal' }),
  },
  settleClash: {
    by: 'U5',
    given: { pets: [clashing], inbox: [clash] },
    writes: ['inbox', 'pets'],
    call: (bridge, once) =>
      bridge.do.passports.settleClash({ ...once, task: clash.id, pet, passport: theirs.id, number: 'XX 00-123 46' }),
  },
};
