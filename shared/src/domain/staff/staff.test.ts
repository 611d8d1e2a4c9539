import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { aStaffMember } from '../../testing/builders/staff.ts';
import { aStamp, nine } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { expectSchemaWithstands } from '../../testing/hostile.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { mayRun } from '../accounts/rights.ts';
import { staffRoles } from '../accounts/role.ts';
import type { Proposal } from '../acceptance.ts';
import { taskSchema } from '../inbox/task.ts';
import { changeDetails, detailsOfStaff, readStaffDetails } from './staff-details.ts';
import { acceptStaff, staffNeeds } from './staff-acceptance.ts';
import { staffCollection } from './staff-collection.ts';
import { mergeStaff } from './staff-merge.ts';
import {
  addStaffMember,
  callerOf,
  changeRights,
  markLeft,
  reinstateStaff,
  setPin,
  suspendStaff,
  worksAs,
} from './staff-rules.ts';
import { type StaffMember, staffSchema } from './staff.ts';

const l1 = derivedId('Location', 'L1');
const l2 = derivedId('Location', 'L2');
const anna = aStaffMember({
  id: derivedId('Staff', 'U1'),
  name: { given: 'Анна', family: 'Соколова', patronymic: 'Сергеевна' },
  roles: ['CLINIC_OWNER', 'VET'],
  isChief: true,
});
const james = aStaffMember({
  id: derivedId('Staff', 'U6'),
  name: { given: 'Джеймс', family: 'Уилсон' },
  roles: [],
  posts: [{ location: l2, roles: ['CLINIC_MANAGER', 'FRONT_DESK'] }],
});
const orlov = aStaffMember();
const everybody = [anna, james, orlov];
const stamp = aStamp({ minute: 5 });
const rightsOf = ({ roles, posts, grants }: StaffMember) => ({ roles, posts, grants });

describe('what a form says of somebody who works here', () => {
  const typed = { name: { given: ' Вера ', family: 'Лебедева' }, isChief: false, skills: ['SURGERY', 'SURGERY'] };

  it('is tidied and read like that of an owner', () => {
    const details = given(readStaffDetails({ ...typed, phone: '8 000 555-01-09', email: ' ' }, 'RU'));
    expect(details).toEqual({
      name: { given: 'Вера', family: 'Лебедева' },
      isChief: false,
      skills: ['SURGERY'],
      phone: '+70005550109',
    });
    expect(codeOf(readStaffDetails({ ...typed, name: { given: '', family: 'Лебедева' } }, 'RU'))).toBe('NAME_MISSING');
    expect(codeOf(readStaffDetails({ ...typed, phone: '12' }, 'RU'))).toBe('NOT_A_PHONE');
    expect(codeOf(readStaffDetails({ ...typed, email: 'vera' }, 'RU'))).toBe('NOT_AN_EMAIL');
  });

  it('replaces what was there, and nothing else; an owner is changed by owners only', () => {
    const member = aStaffMember();
    const details = given(readStaffDetails(typed, 'RU'));
    const changed = given(changeDetails(member, details, aStaffMember({ roles: ['CLINIC_MANAGER'] }), aStamp()));
    expect(staffSchema.parse(changed)).toEqual(changed);
    expect(detailsOfStaff(changed)).toEqual(details);
    expect(changed).toMatchObject({ roles: member.roles, pin: member.pin });
    const owner = aStaffMember({ roles: ['CLINIC_OWNER'] });
    expect(codeOf(changeDetails(owner, details, member, aStamp()))).toBe('OWNER_ROLE_BY_OWNER_ONLY');
  });
});

describe('a member of staff', () => {
  it('holds roles everywhere or at single locations (C-38)', () => {
    expect(worksAs(james, 'CLINIC_MANAGER', l2)).toBe(true);
    expect(worksAs(james, 'CLINIC_MANAGER', l1)).toBe(false);
    expect(worksAs(orlov, 'VET', l1)).toBe(true);
    expect(worksAs({ ...orlov, state: { status: 'LEFT', on: civilDate('2026-11-01') } }, 'VET', l1)).toBe(false);
  });

  it('is added with details and at least one role', () => {
    const { name, isChief, skills } = orlov;
    const added = addStaffMember(orlov.id, { name, isChief, skills }, rightsOf(orlov), james, stamp);
    expect(added).toMatchObject({
      ok: true,
      value: { state: { status: 'ACTIVE' }, pin: { kind: 'NONE' }, roles: ['VET'] },
    });
    expect(added.ok && staffSchema.safeParse(added.value).success).toBe(true);
    const none = { roles: [], posts: [], grants: [] };
    expect(addStaffMember(orlov.id, { name, isChief, skills }, none, anna, stamp)).toMatchObject({
      error: { code: 'NO_ROLE' },
    });
  });

  it('is made a clinic owner by an owner only, and never for one location', () => {
    const wanted = { ...rightsOf(orlov), roles: ['VET' as const, 'CLINIC_OWNER' as const] };
    expect(changeRights(orlov, wanted, james, everybody, stamp)).toMatchObject({
      error: { code: 'OWNER_ROLE_BY_OWNER_ONLY' },
    });
    expect(changeRights(orlov, wanted, anna, everybody, stamp)).toMatchObject({ value: { roles: wanted.roles } });
    const atOne = { ...rightsOf(orlov), posts: [{ location: l1, roles: ['CLINIC_OWNER' as const] }] };
    expect(changeRights(orlov, atOne, anna, everybody, stamp)).toMatchObject({
      error: { code: 'OWNER_ROLE_BY_OWNER_ONLY' },
    });
    expect(changeRights(anna, rightsOf(orlov), james, everybody, stamp)).toMatchObject({
      error: { code: 'OWNER_ROLE_BY_OWNER_ONLY' },
    });
  });

  it('does not change or suspend itself', () => {
    expect(changeRights(anna, rightsOf(orlov), anna, everybody, stamp)).toMatchObject({
      error: { code: 'NOT_ON_YOURSELF' },
    });
    expect(suspendStaff(james, 'x', james, everybody, stamp)).toMatchObject({ error: { code: 'NOT_ON_YOURSELF' } });
  });

  it('stays owner when there is no other one', () => {
    const second = { ...james, roles: ['CLINIC_OWNER' as const] };
    const gone: StaffMember = { ...second, state: { status: 'LEFT', on: civilDate('2026-11-01') } };
    expect(suspendStaff(anna, 'x', gone, [anna, gone], stamp)).toMatchObject({ error: { code: 'LAST_OWNER' } });
    expect(changeRights(anna, rightsOf(orlov), gone, [anna, gone], stamp)).toMatchObject({
      error: { code: 'LAST_OWNER' },
    });
    expect(suspendStaff(anna, 'x', second, [anna, second], stamp)).toMatchObject({
      value: { state: { status: 'SUSPENDED' } },
    });
  });

  it('is given single rights only where the matrix allows it', () => {
    const desk = aStaffMember({ roles: ['FRONT_DESK'] });
    const withGrant = (grant: string) =>
      changeRights(desk, { ...rightsOf(desk), grants: [grant] }, anna, everybody, stamp);
    expect(withGrant('payments.refund')).toMatchObject({ value: { grants: ['payments.refund'] } });
    for (const grant of ['records.sign', 'wallets.correct', 'no.such', '__proto__.x']) {
      expect(withGrant(grant)).toMatchObject({ error: { code: 'NOT_GRANTABLE', details: { grant } } });
    }
  });

  it('is suspended, reinstated or leaves, and then cannot sign in (R-012)', () => {
    const suspended = suspendStaff(orlov, 'lost tablet', james, everybody, stamp);
    if (!suspended.ok) throw new Error('expected a suspension');
    expect(callerOf(suspended.value, 'FULL')).toBeUndefined();
    expect(suspendStaff(suspended.value, 'again', james, everybody, stamp)).toEqual(suspended);
    expect(reinstateStaff(suspended.value, james, stamp)).toMatchObject({ value: { state: { status: 'ACTIVE' } } });
    expect(reinstateStaff(anna, james, stamp)).toMatchObject({ error: { code: 'OWNER_ROLE_BY_OWNER_ONLY' } });
    expect(markLeft(orlov, civilDate('2026-11-30'), james, everybody, stamp)).toMatchObject({
      value: { state: { status: 'LEFT', on: '2026-11-30' } },
    });
    expect(markLeft(anna, civilDate('2026-11-30'), james, everybody, stamp).ok).toBe(false);
  });

  it('has a PIN as a hash only, to be changed when somebody else set it (R-002)', () => {
    expect(setPin(orlov, 'argon2id$something-long', orlov, stamp)).toMatchObject({
      value: { pin: { kind: 'SET', hash: 'argon2id$something-long', mustChange: false } },
    });
    expect(setPin(orlov, 'argon2id$something-long', james, stamp)).toMatchObject({
      value: { pin: { mustChange: true } },
    });
    const gone: StaffMember = { ...orlov, state: { status: 'LEFT', on: civilDate('2026-11-01') } };
    expect(setPin(gone, 'argon2id$something-long', james, stamp)).toMatchObject({ error: { code: 'STAFF_LEFT' } });
  });

  it('is a caller with the rights of the entry', () => {
    const caller = callerOf(james, 'FULL');
    if (caller === undefined) throw new Error('expected a caller');
    expect(mayRun(caller, 'till.closeZ', { location: l2 }).ok).toBe(true);
    expect(mayRun(caller, 'till.closeZ', { location: l1 }).ok).toBe(false);
  });

  it('is found by both writings of the name', () => {
    expect(staffCollection.searchEntry(orlov)?.words).toEqual(['Орлов', 'Михаил', 'Андреевич', 'Mikhail Orlov']);
  });

  it('withstands hostile input', () => {
    const full = {
      ...james,
      phone: '+70005550101',
      email: 'j@example.com',
      pin: { kind: 'SET', hash: 'x'.repeat(20), set: stamp, mustChange: true },
    };
    expectSchemaWithstands(staffSchema, full);
  });
});

describe('changes of staff on two devices', () => {
  it('keep a suspension over any other change', () => {
    const suspended: StaffMember = {
      ...orlov,
      state: { status: 'SUSPENDED', suspended: stamp, reason: 'lost tablet' },
      changed: stamp,
    };
    const edited: StaffMember = {
      ...orlov,
      skills: ['CONSULT', 'ULTRASOUND'],
      changed: aStamp({ minute: 9, device: 'DK-B' }),
    };
    expect(mergeStaff(orlov, suspended, edited)).toMatchObject({
      state: { status: 'SUSPENDED' },
      skills: ['CONSULT', 'ULTRASOUND'],
    });
  });

  it('keep the stricter of two states, also when the milder one is later', () => {
    const left: StaffMember = { ...orlov, state: { status: 'LEFT', on: civilDate('2026-11-01') } };
    const reinstated: StaffMember = {
      ...left,
      state: { status: 'ACTIVE' },
      changed: aStamp({ minute: 9, device: 'DK-B' }),
    };
    const suspended: StaffMember = {
      ...left,
      state: { status: 'SUSPENDED', suspended: stamp, reason: 'x' },
      changed: stamp,
    };
    expect(mergeStaff(left, reinstated, suspended).state.status).toBe('SUSPENDED');
  });

  const accept = (
    proposal: Pick<Proposal<StaffMember>, 'stored' | 'base' | 'wanted'>,
    others: readonly StaffMember[],
  ) => {
    const all = [...others, ...(proposal.stored === undefined ? [] : [proposal.stored])];
    return acceptStaff(
      { ...proposal, device: stamp.device, now: nine },
      announced(worldOf({ staff: all }), staffNeeds()),
    );
  };

  it('are accepted as they are when nobody else changed the person', () => {
    expect(accept({ stored: undefined, base: undefined, wanted: orlov }, [])).toEqual({ kind: 'accept' });
    const wanted = { ...orlov, isChief: true, changed: stamp };
    expect(accept({ stored: orlov, base: orlov, wanted }, [anna])).toEqual({ kind: 'accept' });
  });

  it('are joined, and a task tells what was not kept', () => {
    const stored = { ...orlov, qualification: 'DVM', changed: aStamp({ minute: 1 }) };
    const wanted = { ...orlov, qualification: 'DVM, PhD', changed: aStamp({ minute: 2, device: 'DK-B' }) };
    const accepted = accept({ stored, base: orlov, wanted }, [anna]);
    expect(accepted).toMatchObject({ kind: 'merge', document: { qualification: 'DVM, PhD' } });
    const [side] = accepted.kind === 'merge' ? (accepted.also ?? []) : [];
    expect(taskSchema.parse(side?.document)).toMatchObject({
      task: 'BOTH_CHANGED',
      details: { fields: [{ path: 'qualification', kept: 'DVM, PhD', other: 'DVM' }] },
    });
  });

  it('never leave a clinic without an owner, when two owners demoted each other offline', () => {
    const second = { ...james, roles: ['CLINIC_OWNER' as const] };
    const demoted: StaffMember = { ...second, roles: ['FRONT_DESK'], changed: aStamp({ minute: 1 }) };
    const wanted: StaffMember = { ...anna, roles: ['VET'], changed: aStamp({ minute: 2, device: 'DK-B' }) };
    const parked = accept({ stored: anna, base: anna, wanted }, [demoted]);
    expect(parked).toMatchObject({ kind: 'park', reason: 'LAST_OWNER', document: { roles: ['VET', 'CLINIC_OWNER'] } });
    expect(parked.kind === 'park' && parked.also.map(({ document }) => taskSchema.parse(document).task)).toEqual([
      'LAST_OWNER',
    ]);
    expect(accept({ stored: anna, base: anna, wanted }, [second])).toEqual({ kind: 'accept' });
  });

  const roleSet = fc.uniqueArray(fc.constantFrom(...staffRoles), { maxLength: 3 });
  const changes = fc
    .record(
      {
        name: fc.constantFrom({ given: 'Михаил', family: 'Орлов' }, { given: 'Миша', family: 'Орлов' }),
        roles: roleSet,
        posts: fc.uniqueArray(
          fc.record({
            location: fc.constantFrom(l1, l2),
            roles: fc.uniqueArray(fc.constantFrom(...staffRoles), { minLength: 1 }),
          }),
          { selector: ({ location }) => location },
        ),
        skills: fc.uniqueArray(fc.constantFrom('CONSULT', 'SURGERY', 'HOME')),
        grants: fc.uniqueArray(fc.constantFrom('payments.refund', 'stock.drawControlled')),
        state: fc.constantFrom<StaffMember['state']>(
          { status: 'ACTIVE' },
          { status: 'SUSPENDED', suspended: stamp, reason: 'x' },
          { status: 'LEFT', on: civilDate('2026-11-01') },
          { status: 'LEFT', on: civilDate('2026-11-02') },
        ),
        qualification: fc.constantFrom('DVM', 'PhD'),
      },
      { requiredKeys: [] },
    )
    .chain((change) =>
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('a', 'b', 'c'))
        .map(([minute, device]): StaffMember => ({ ...orlov, ...change, changed: aStamp({ minute, device }) })),
    );
  describeMergeLaws('staff', { merge: mergeStaff, changes, bases: [orlov], schema: staffSchema });
});
