import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { plusMinutes } from '../../base/instant.ts';
import { aConversation, aMessage, anEnquiry, aNotice, aRecall, aTask } from '../../testing/builders/inbox.ts';
import { aStaffMember } from '../../testing/builders/staff.ts';
import { aStamp, nine, today } from '../../testing/builders/stamp.ts';
import { codeOf, given, isRefusedOrFits } from '../../testing/given.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import type { StaffRole } from '../accounts/role.ts';
import type { Proposal } from '../acceptance.ts';
import { bothChangedTask, bySystem } from './both-changed.ts';
import { conversationId, isUnread } from './conversation.ts';
import { eraseMessage, markRead, openConversation, sendMessage } from './conversation-rules.ts';
import { type Enquiry, enquiryStatuses } from './enquiry.ts';
import { advanceEnquiry, enquirySteps, openEnquiry, setPriority } from './enquiry-rules.ts';
import { type InboxEntry, inboxSchema } from './inbox.ts';
import { acceptInbox } from './inbox-acceptance.ts';
import { mergeInbox } from './inbox-merge.ts';
import { noticeTypes } from './notice-type.ts';
import { isForClient, isForStaff, markNoticeRead, unreadCount } from './notice-rules.ts';
import { isToCall, lastCall, noteCall } from './recall-rules.ts';
import { taskKindSchema, type Task } from './task.ts';
import { outcomesOf, ownWays, statedOutcome } from './task-outcomes.ts';
import { createToDo, isWaitingFor, reopenTask, settled, settleTask, takeTask } from './task-rules.ts';
import { taskTexts } from './task-texts.ts';

const stamp = aStamp({ minute: 5 });
const later = aStamp({ minute: 9, device: 'DK-B' });
const irina = derivedId('Client', 'Irina Volkova');
const olga = derivedId('Staff', 'U5');
const roles = (...held: StaffRole[]): ReadonlySet<StaffRole> => new Set(held);
const accept = (proposal: Pick<Proposal<InboxEntry>, 'stored' | 'base' | 'wanted'>) =>
  acceptInbox({ ...proposal, device: stamp.device, now: nine });

describe('a task', () => {
  it('is taken, settled with an outcome, and opened again when it was too early', () => {
    const taken = given(takeTask(aTask(), olga, roles('FRONT_DESK'), stamp));
    expect(taken).toMatchObject({ assignee: olga, state: { status: 'OPEN' } });
    expect(takeTask(taken, olga, roles('FRONT_DESK'), later)).toEqual({ ok: true, value: taken });
    const done = given(settleTask(taken, ' номер исправлен ', roles('FRONT_DESK'), stamp));
    expect(done.state).toEqual({ status: 'DONE', done: stamp, outcome: 'номер исправлен' });
    expect(codeOf(settleTask(done, 'x', roles('FRONT_DESK'), stamp))).toBe('TASK_ALREADY_DONE');
    expect(settled(done, 'x', later)).toBe(done);
    expect(given(reopenTask(done, later)).state).toEqual({ status: 'OPEN' });
    expect(codeOf(reopenTask(taken, later))).toBe('TASK_NOT_DONE');
  });

  it('is for the roles of its kind', () => {
    expect(codeOf(settleTask(aTask(), 'x', roles('NURSE'), stamp))).toBe('TASK_FOR_OTHERS');
    expect(isWaitingFor(aTask(), roles('VET'), today)).toBe(true);
    expect(isWaitingFor(aTask(), roles('NURSE'), today)).toBe(false);
    expect(isWaitingFor(aTask({ due: civilDate('2026-11-17') }), roles('VET'), today)).toBe(false);
  });

  it.each(taskKindSchema.options)('of kind %s says in both languages what it is and what to do', (kind) => {
    const { ru, en, roles: audience } = taskTexts[kind];
    for (const text of [ru.title, ru.ask]) expect(text).toMatch(/^[А-ЯЁ].*[а-яё]/);
    for (const text of [en.title, en.ask]) expect(text).toMatch(/^[A-Z]/);
    expect(audience.length).toBeGreaterThan(0);
  });

  it('ends by hand as its kind allows, with a word where somebody decided (rule 8)', () => {
    expect(statedOutcome('LOW_STOCK', 'DONE', '')).toEqual({ ok: true, value: 'DONE' });
    expect(statedOutcome('BOTH_CHANGED', 'CORRECTED', ' the phone ')).toEqual({
      ok: true,
      value: 'CORRECTED: the phone',
    });
    expect(codeOf(statedOutcome('BOTH_CHANGED', 'DONE', ''))).toBe('OUTCOME_NOT_FITTING');
    expect(codeOf(statedOutcome('LATE_EDIT_OF_SIGNED', 'DROPPED', ' '))).toBe('REASON_MISSING');
    for (const kind of Object.keys(ownWays)) {
      expect(outcomesOf(taskKindSchema.parse(kind))).toEqual(['NOT_NEEDED']);
      expect(codeOf(statedOutcome(taskKindSchema.parse(kind), 'NOT_NEEDED', ''))).toBe('REASON_MISSING');
    }
  });

  it('may be something a person writes down', () => {
    const subject = { collection: 'clients', id: irina } as const;
    const id = derivedId('Task', 'to do');
    expect(given(createToDo(id, subject, ' перезвонить ', today, stamp))).toMatchObject({
      task: 'TO_DO',
      note: 'перезвонить',
      due: today,
    });
    expect(codeOf(createToDo(id, subject, ' ', undefined, stamp))).toBe('MESSAGE_EMPTY');
  });

  it('is not opened again by a device that finds the same thing later', () => {
    const done = settled(aTask(), 'исправлен', stamp);
    const found = aTask({ created: later, changed: later });
    expect(accept({ stored: done, base: undefined, wanted: found })).toMatchObject({
      kind: 'merge',
      document: { state: done.state },
    });
  });

  it('shows both values and both people of a change that was not kept', () => {
    const [wanted, stored] = [aTask({ changed: later }), aTask({ changed: stamp })];
    const subject = { collection: 'pets', id: derivedId('Pet', 'Baron') } as const;
    const replaced = [{ path: 'name', kept: 'Барон', other: undefined }];
    const [side] = bothChangedTask(subject, wanted, stored, replaced);
    expect(side).toMatchObject({
      collection: 'inbox',
      document: {
        task: 'BOTH_CHANGED',
        details: { fields: [{ path: 'name', kept: 'Барон', other: null }] },
        created: bySystem(later),
      },
    });
    expect(bothChangedTask(subject, stored, wanted, replaced)).toEqual([side]);
    expect(bothChangedTask(subject, stored, wanted, [])).toEqual([]);
  });
});

describe('an enquiry (C-46)', () => {
  const request = {
    id: derivedId('Enquiry', '1'),
    client: irina,
    source: 'PORTAL',
    title: ' Вопрос ',
    text: 'Можно ли Барону перловку?',
    evidence: [],
    isUrgent: false,
  } as const;

  it.each([
    ['QUESTION', 'NORMAL'],
    ['TICKET', 'NORMAL'],
    ['COMPLAINT', 'HIGH'],
    ['REPORT', 'HIGH'],
  ] as const)('of kind %s begins NEW with priority %s, until a person says otherwise (R-081)', (enquiry, priority) => {
    const opened = given(openEnquiry({ ...request, enquiry }, stamp));
    expect(opened).toMatchObject({ priority, standing: { status: 'NEW' }, title: 'Вопрос' });
    expect(inboxSchema.safeParse(opened).success).toBe(true);
    expect(setPriority(opened, 'LOW', stamp).priority).toBe('LOW');
    expect(given(openEnquiry({ ...request, enquiry, isUrgent: true }, stamp)).priority).toBe('URGENT');
    expect(codeOf(openEnquiry({ ...request, enquiry, text: ' ' }, stamp))).toBe('MESSAGE_EMPTY');
  });

  it('goes the ways of the table and no others, and says which there are', () => {
    const pairs = enquiryStatuses.flatMap((from) => enquiryStatuses.map((to) => [from, to] as const));
    const step = ([from, to]: (typeof pairs)[number]) =>
      advanceEnquiry(anEnquiry({ standing: { status: from, since: stamp } }), { to, assignee: olga, said: 'x' }, later);
    const allowed = pairs.filter((pair) => step(pair).ok);
    for (const pair of pairs.filter((each) => !allowed.includes(each))) {
      const error = { code: 'ENQUIRY_STEP_NOT_ALLOWED', details: { allowed: enquirySteps[pair[0]] } };
      expect(step(pair)).toMatchObject({ error });
    }
    expect(allowed).toHaveLength(13);
    expect(allowed).toContainEqual(['WAITING_OWNER', 'RESOLVED']);
    expect(allowed).not.toContainEqual(['REJECTED', 'IN_PROGRESS']);
  });

  it('is assigned to a person and ends with a word about it', () => {
    expect(codeOf(advanceEnquiry(anEnquiry(), { to: 'ASSIGNED' }, stamp))).toBe('ASSIGNEE_MISSING');
    const assigned = given(advanceEnquiry(anEnquiry(), { to: 'ASSIGNED', assignee: olga }, stamp));
    const working = given(advanceEnquiry(assigned, { to: 'IN_PROGRESS' }, later));
    expect(working.standing).toMatchObject({ status: 'IN_PROGRESS', assignee: olga });
    expect(codeOf(advanceEnquiry(working, { to: 'RESOLVED' }, stamp))).toBe('REASON_MISSING');
    expect(
      given(advanceEnquiry(working, { to: 'RESOLVED', said: 'можно' }, aStamp({ minute: 20 }))).steps.map(
        ({ to }) => to,
      ),
    ).toEqual(['NEW', 'ASSIGNED', 'IN_PROGRESS', 'RESOLVED']);
  });

  it('is a report with evidence, also from somebody the clinic does not know (R-082)', () => {
    const { client: _, ...stranger } = request;
    const evidence = [{ file: 'a'.repeat(64), description: 'фото' }];
    expect(given(openEnquiry({ ...stranger, enquiry: 'REPORT', evidence }, stamp))).toMatchObject({
      enquiry: 'REPORT',
      evidence,
    });
  });
});

describe('a conversation (C-45)', () => {
  const fromOwner = aStamp({ minute: 10, device: 'portal', by: { kind: 'OWNER', client: irina } });
  const fromOlga = aStamp({ minute: 12, by: { kind: 'STAFF', staff: olga } });
  const message = (name: string, text: string) => ({
    id: derivedId('Message', name),
    text,
    files: [],
    authorName: 'Ольга Петрова',
  });

  it('is one per owner and booking, or none, wherever it is opened', () => {
    const booking = derivedId('Booking', '1');
    expect(openConversation(irina, undefined, stamp).id).toBe(openConversation(irina, undefined, later).id);
    expect(
      new Set([
        conversationId(irina, undefined),
        conversationId(irina, booking),
        conversationId(derivedId('Client', 'Tom'), undefined),
      ]).size,
    ).toBe(3);
    const forged = aConversation({ id: derivedId('Conversation', 'mine') });
    expect(accept({ stored: undefined, base: undefined, wanted: forged })).toEqual({
      kind: 'refuse',
      reason: 'ANOTHER_CONVERSATION',
    });
  });

  it('is ordered by its newest message, and each side sees what it has not read (R-080)', () => {
    const asked = given(sendMessage(aConversation(), message('1', 'Как Барон?'), fromOwner));
    expect(asked.conversation.last).toMatchObject({ at: fromOwner.at, side: 'OWNER' });
    expect([isUnread(asked.conversation, 'CLINIC'), isUnread(asked.conversation, 'OWNER')]).toEqual([true, false]);
    const answered = given(sendMessage(asked.conversation, message('2', 'Хорошо!'), fromOlga));
    expect([isUnread(answered.conversation, 'CLINIC'), isUnread(answered.conversation, 'OWNER')]).toEqual([
      false,
      true,
    ]);
    const read = markRead(answered.conversation, 'OWNER', fromOlga.at, later);
    expect(isUnread(read, 'OWNER')).toBe(false);
    expect(markRead(read, 'OWNER', nine, later)).toBe(read);
  });

  it('stays ordered when an older message arrives late', () => {
    const answered = given(sendMessage(aConversation(), message('2', 'Хорошо!'), fromOlga));
    const late = given(sendMessage(answered.conversation, message('1', 'Как Барон?'), fromOwner));
    expect(late.conversation.last).toEqual(answered.conversation.last);
  });

  it('has messages signed by one person, in plain text, with files if need be', () => {
    const sent = given(sendMessage(aConversation(), message('1', ' Привет\r\n'), fromOlga)).message;
    expect(sent).toMatchObject({
      author: { kind: 'STAFF', staff: olga },
      authorName: 'Ольга Петрова',
      body: { text: 'Привет' },
    });
    expect(codeOf(sendMessage(aConversation(), message('1', ' '), fromOlga))).toBe('MESSAGE_EMPTY');
    expect(codeOf(sendMessage(aConversation(), message('1', 'x'.repeat(4_001)), fromOlga))).toBe('MESSAGE_TOO_LONG');
    const files = [{ file: 'a'.repeat(64) }];
    expect(given(sendMessage(aConversation(), { ...message('1', ''), files }, fromOlga)).message.body).toMatchObject({
      files,
    });
  });

  it('never has a message edited after it was sent, but erased with its author (C-53)', () => {
    const stored = aMessage();
    const edited = aMessage({ body: { kind: 'TEXT', text: 'Другое', files: [] }, changed: later });
    expect(accept({ stored, base: stored, wanted: edited })).toEqual({ kind: 'refuse', reason: 'MESSAGE_IS_SENT' });
    const erased = eraseMessage(stored, later);
    expect(JSON.stringify(erased)).not.toMatch(/Барон|Волкова/);
    expect(accept({ stored, base: stored, wanted: erased })).toEqual({ kind: 'accept' });
    expect(mergeInbox(stored, erased, stored)).toEqual(erased);
    expect(eraseMessage(erased, aStamp({ minute: 30 }))).toBe(erased);
  });
});

describe('a notice (R-077, C-47)', () => {
  it('has one of eight types', () => {
    expect(noticeTypes).toEqual(['BOOKING', 'PAYMENT', 'CHAT', 'SYSTEM', 'REMINDER', 'STOCK', 'REVIEW', 'PROMOTION']);
  });

  it('is for one person, or for a role where it is held', () => {
    const l1 = derivedId('Location', 'L1');
    const vet = aStaffMember({ roles: [], posts: [{ location: l1, roles: ['VET'] }] });
    const toVets = (location?: typeof l1) =>
      aNotice({ to: { kind: 'ROLE', role: 'VET', ...(location !== undefined && { location }) } });
    expect(isForStaff(toVets(l1), vet)).toBe(true);
    expect(isForStaff(toVets(), vet)).toBe(true);
    expect(isForStaff(toVets(derivedId('Location', 'L2')), vet)).toBe(false);
    expect(isForStaff(aNotice({ to: { kind: 'STAFF', staff: vet.id } }), vet)).toBe(true);
    expect(isForStaff(aNotice(), vet)).toBe(false);
    expect(isForClient(aNotice(), irina)).toBe(true);
    expect(isForClient(toVets(), irina)).toBe(false);
  });

  it('is read by each reader once, and counted as unread until then', () => {
    const read = markNoticeRead(aNotice(), irina, nine, stamp);
    expect(read.readings).toEqual([{ reader: irina, at: nine }]);
    expect(markNoticeRead(read, irina, plusMinutes(nine, 5), later)).toBe(read);
    expect([unreadCount([aNotice(), read], irina), unreadCount([aNotice(), read], olga)]).toEqual([1, 2]);
  });
});

describe('a line of the call list', () => {
  const call = (name: string, outcome: 'NO_ANSWER' | 'CALL_AGAIN' | 'REFUSED', notBefore?: string) => ({
    id: derivedId('Call', name),
    outcome,
    ...(notBefore !== undefined && { notBefore: civilDate(notBefore) }),
  });

  it('is called until an outcome ends it', () => {
    const once = given(noteCall(aRecall(), call('1', 'NO_ANSWER'), stamp));
    const twice = given(noteCall(once, call('2', 'CALL_AGAIN', '2026-11-18'), later));
    expect([isToCall(twice), isToCall(twice, today), isToCall(twice, civilDate('2026-11-18'))]).toEqual([
      true,
      false,
      true,
    ]);
    expect(lastCall(twice)?.outcome).toBe('CALL_AGAIN');
    const ended = given(noteCall(twice, call('3', 'REFUSED'), aStamp({ minute: 30 })));
    expect(isToCall(ended)).toBe(false);
    expect(codeOf(noteCall(ended, call('4', 'NO_ANSWER'), later))).toBe('RECALL_CLOSED');
  });

  it('is the same on every desk, and keeps the calls of all', () => {
    const [a, b] = [
      given(noteCall(aRecall(), call('1', 'NO_ANSWER'), stamp)),
      given(noteCall(aRecall(), call('2', 'REFUSED'), later)),
    ];
    const merged = mergeInbox(aRecall(), a, b);
    expect(merged.kind === 'RECALL' && [merged.calls.length, isToCall(merged)]).toEqual([2, false]);
    const forged = aRecall({ vaccine: 'V-KC' });
    expect(accept({ stored: undefined, base: undefined, wanted: forged })).toEqual({
      kind: 'refuse',
      reason: 'ANOTHER_RECALL',
    });
  });
});

describe('entries of the inbox', () => {
  const entries: readonly InboxEntry[] = [
    settled(aTask({ assignee: olga, due: today, note: 'x' }), 'done', stamp),
    anEnquiry({ evidence: [{ file: 'a'.repeat(64) }] }),
    aConversation({ last: { at: nine, side: 'OWNER', message: derivedId('Message', '1') }, readByClinic: nine }),
    aMessage(),
    aNotice({ readings: [{ reader: irina, at: nine }] }),
    aRecall({ calls: [{ id: derivedId('Call', '1'), stamp, outcome: 'NO_ANSWER' }] }),
  ];

  it('withstand hostile input', () => {
    for (const entry of entries) expectSchemaWithstands(inboxSchema, entry, 60);
    expectRuleWithstands((text) => {
      const request = {
        id: derivedId('Enquiry', '1'),
        enquiry: 'TICKET',
        source: 'PORTAL',
        title: text,
        text,
        evidence: [],
        isUrgent: false,
      } as const;
      const opened = openEnquiry(request, stamp);
      return isRefusedOrFits(opened, inboxSchema) ? opened : { ok: false, error: 'does not parse' };
    }, 40);
    expectRuleWithstands((text) => {
      const sent = sendMessage(
        aConversation(),
        { id: derivedId('Message', '1'), text, files: [], authorName: 'x' },
        stamp,
      );
      return !sent.ok || inboxSchema.safeParse(sent.value.message).success
        ? sent
        : { ok: false, error: 'does not parse' };
    }, 40);
  });

  it('do not change their kind', () => {
    const wanted = { ...aNotice(), id: aTask().id } as unknown as InboxEntry;
    expect(accept({ stored: aTask(), base: aTask(), wanted })).toEqual({ kind: 'refuse', reason: 'KIND_CHANGED' });
  });

  it('are accepted as they are when nobody else changed them', () => {
    for (const wanted of entries) {
      expect(accept({ stored: undefined, base: undefined, wanted })).toEqual({ kind: 'accept' });
    }
    const [task] = entries;
    expect(task && accept({ stored: aTask(), base: aTask(), wanted: task })).toEqual({ kind: 'accept' });
  });

  const when = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('a', 'b', 'c'))
    .map(([minute, device]) => aStamp({ minute, device }));
  const tasks = fc
    .tuple(
      when,
      fc.record(
        { note: fc.constantFrom('a', 'b'), assignee: fc.constantFrom(olga, derivedId('Staff', 'U6')) },
        { requiredKeys: [] },
      ),
      fc.boolean(),
    )
    .map(([changed, change, done]): Task =>
      done ? settled({ ...aTask(), ...change }, 'x', changed) : { ...aTask(), ...change, changed },
    );
  describeMergeLaws<InboxEntry>('tasks', {
    merge: mergeInbox,
    changes: tasks,
    bases: [aTask(), undefined],
    schema: inboxSchema,
    runs: 60,
  });

  const enquiries = fc
    .tuple(when, fc.constantFrom('ASSIGNED' as const, 'REJECTED' as const), fc.constantFrom('a', 'b'))
    .map(([changed, to, title]): Enquiry => ({
      ...given(advanceEnquiry(anEnquiry(), { to, assignee: olga, said: to }, changed)),
      title,
    }));
  describeMergeLaws<InboxEntry>('enquiries', {
    merge: mergeInbox,
    changes: enquiries,
    bases: [anEnquiry()],
    schema: inboxSchema,
    runs: 60,
  });

  const conversations = fc
    .tuple(when, fc.boolean(), fc.nat(5))
    .map(([changed, sends, minute]) =>
      sends
        ? given(
            sendMessage(
              aConversation(),
              { id: derivedId('Message', `${minute}`), text: 'x', files: [], authorName: 'x' },
              changed,
            ),
          ).conversation
        : markRead(aConversation(), 'OWNER', plusMinutes(nine, minute), changed),
    );
  describeMergeLaws<InboxEntry>('conversations', {
    merge: mergeInbox,
    changes: conversations,
    bases: [aConversation(), undefined],
    schema: inboxSchema,
    runs: 60,
  });

  it('have an enquiry stand where its newest step says, also when the older step was edited on later', () => {
    const assigned = given(advanceEnquiry(anEnquiry(), { to: 'ASSIGNED', assignee: olga }, aStamp({ minute: 1 })));
    const edited = setPriority(assigned, 'HIGH', aStamp({ minute: 9 }));
    const rejected = given(
      advanceEnquiry(anEnquiry(), { to: 'REJECTED', said: 'x' }, aStamp({ minute: 5, device: 'b' })),
    );
    expect(mergeInbox(anEnquiry(), edited, rejected)).toMatchObject({
      priority: 'HIGH',
      standing: { status: 'REJECTED' },
    });
  });

  it('have an enquiry stand where its newest step says, whoever arrives first', () => {
    fc.assert(
      fc.property(enquiries, enquiries, (x, y) => {
        const merged = mergeInbox(anEnquiry(), x, y);
        if (merged.kind !== 'ENQUIRY') throw new Error('expected an enquiry');
        const newest = merged.steps
          .map(({ stamp: { at, device, operation } }) => `${at} ${device} ${operation}`)
          .toSorted()
          .at(-1);
        const { at, device, operation } = merged.standing.since;
        expect(`${at} ${device} ${operation}`).toBe(newest);
      }),
    );
  });
});
