import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import type { Conversation } from '../../domain/inbox/conversation.ts';
import { openConversation } from '../../domain/inbox/conversation-rules.ts';
import type { Enquiry } from '../../domain/inbox/enquiry.ts';
import type { Message } from '../../domain/inbox/message.ts';
import type { Notice } from '../../domain/inbox/notice.ts';
import { createNotice } from '../../domain/inbox/notice-rules.ts';
import type { Recall } from '../../domain/inbox/recall.ts';
import { openRecall } from '../../domain/inbox/recall-rules.ts';
import { createTask, type Task } from '../../domain/inbox/task.ts';
import { aStamp, documentBy } from './stamp.ts';

const irina = derivedId('Client', 'Irina Volkova');
const baron = derivedId('Pet', 'Baron');

export function aTask(given: Partial<Task> = {}): Task {
  const task = createTask({
    id: derivedId('Task', 'PASSPORT_CLASH', 'XX0012345'),
    kind: 'PASSPORT_CLASH',
    subject: { collection: 'pets', id: baron },
    details: { number: 'XX0012345' },
    stamp: aStamp(),
  });
  return { ...task, ...given };
}

export function anEnquiry(given: Partial<Enquiry> = {}): Enquiry {
  const stamp = aStamp();
  return {
    id: derivedId('Enquiry', '1'),
    kind: 'ENQUIRY',
    enquiry: 'QUESTION',
    client: irina,
    source: 'PORTAL',
    title: 'Barley in the food',
    text: 'May Baron eat barley?',
    evidence: [],
    priority: 'NORMAL',
    standing: { status: 'NEW', since: stamp },
    steps: [{ stamp, to: 'NEW' }],
    ...documentBy(),
    ...given,
  };
}

export function aConversation(given: Partial<Conversation> = {}): Conversation {
  return { ...openConversation(irina, undefined, aStamp()), ...given };
}

export function aMessage(given: Partial<Message> = {}): Message {
  return {
    id: derivedId('Message', '1'),
    kind: 'MESSAGE',
    thread: aConversation().id,
    sentAt: aStamp().at,
    author: { kind: 'OWNER', client: irina },
    authorName: 'Ирина Волкова',
    body: { kind: 'TEXT', text: 'Барону лучше, спасибо!', files: [] },
    ...documentBy(),
    ...given,
  };
}

export function aNotice(given: Partial<Notice> = {}): Notice {
  const notice = createNotice(
    {
      id: derivedId('Notice', '1'),
      type: 'BOOKING',
      to: { kind: 'CLIENT', client: irina },
      topic: 'BOOKING_CONFIRMED',
      details: { code: 'L1-A-261116-003' },
      link: { collection: 'pets', id: baron },
    },
    aStamp(),
  );
  return { ...notice, ...given };
}

export function aRecall(given: Partial<Recall> = {}): Recall {
  const line = { pet: baron, client: irina, vaccine: 'V-RAB', due: civilDate('2026-11-20') };
  return { ...openRecall(line, aStamp()), ...given };
}
