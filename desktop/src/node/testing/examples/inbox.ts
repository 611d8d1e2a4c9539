import { derivedId } from '@lapka/shared/base/id.ts';
import { settled } from '@lapka/shared/domain/inbox/task-rules.ts';
import { aConversation, aMessage, anEnquiry, aNotice, aRecall, aTask } from '@lapka/shared/testing/builders/inbox.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { baron, irina } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const lowStock = aTask({ id: derivedId('Task', 'LOW_STOCK'), task: 'TO_DO', details: {} });
const taken = { given: { inbox: [lowStock] }, by: 'U5', writes: ['inbox'] } as const;

export const taskExamples: ExamplesOf<'tasks'> = {
  create: {
    by: 'U5',
    writes: ['inbox'],
    call: (bridge, once) =>
      bridge.do.tasks.create({ ...once, subject: { collection: 'pets', id: baron.id }, text: 'Call the laboratory' }),
  },
  take: { ...taken, call: (bridge, once) => bridge.do.tasks.take({ ...once, task: lowStock.id }) },
  settle: {
    ...taken,
    call: (bridge, once) => bridge.do.tasks.settle({ ...once, task: lowStock.id, outcome: 'DONE' }),
  },
  reopen: {
    ...taken,
    given: { inbox: [settled(lowStock, 'DONE', lowStock.changed)] },
    call: (bridge, once) => bridge.do.tasks.reopen({ ...once, task: lowStock.id }),
  },
};

const recall = aRecall({ pet: baron.id, client: irina.id });

export const recallExamples: ExamplesOf<'recalls'> = {
  note: {
    by: 'U5',
    given: { inbox: [recall] },
    writes: ['inbox'],
    call: (bridge, once) => bridge.do.recalls.note({ ...once, recall: recall.id, outcome: 'NO_ANSWER' }),
  },
};

const enquiry = anEnquiry({ client: irina.id });
const underWay = anEnquiry({
  client: irina.id,
  standing: { status: 'IN_PROGRESS', since: enquiry.created, assignee: staffId('U5') },
});

export const enquiryExamples: ExamplesOf<'enquiries'> = {
  open: {
    by: 'U5',
    writes: ['inbox'],
    call: (bridge, once) =>
      bridge.do.enquiries.open({
        ...once,
        enquiry: 'QUESTION',
        client: irina.id,
        source: 'PHONE',
        title: 'Food',
        text: 'May Baron eat barley?',
        evidence: [],
        isUrgent: false,
      }),
  },
  assign: {
    by: 'U5',
    given: { inbox: [enquiry] },
    writes: ['inbox'],
    call: (bridge, once) =>
      bridge.do.enquiries.assign({ ...once, enquiry: enquiry.id, seen: 1, assignee: staffId('U2'), priority: 'HIGH' }),
  },
  advance: {
    by: 'U5',
    given: { inbox: [underWay] },
    writes: ['inbox'],
    call: (bridge, once) =>
      bridge.do.enquiries.advance({ ...once, enquiry: enquiry.id, seen: 1, to: 'RESOLVED', said: 'Yes, a little' }),
  },
};

const unread = aMessage();
const conversation = aConversation({ last: { at: unread.sentAt, side: 'OWNER', message: unread.id } });

export const conversationExamples: ExamplesOf<'conversations'> = {
  write: {
    by: 'U5',
    writes: ['inbox'],
    call: (bridge, once) => bridge.do.conversations.write({ ...once, client: irina.id, text: 'Как Барон?', files: [] }),
  },
  markRead: {
    by: 'U5',
    given: { inbox: [conversation, unread] },
    writes: ['inbox'],
    call: (bridge, once) =>
      bridge.do.conversations.markRead({ ...once, conversation: conversation.id, upTo: unread.sentAt }),
  },
};

const notice = aNotice({ to: { kind: 'ROLE', role: 'FRONT_DESK' } });

export const noticeExamples: ExamplesOf<'notices'> = {
  markRead: {
    by: 'U5',
    given: { inbox: [notice] },
    writes: ['inbox'],
    call: (bridge, once) => bridge.do.notices.markRead({ ...once, notices: [notice.id] }),
  },
};
