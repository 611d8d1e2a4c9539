import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { enquirySchema, enquiryStatusSchema, evidenceSchema, prioritySchema } from '../../domain/inbox/enquiry.ts';
import { messageSchema } from '../../domain/inbox/message.ts';
import { callOutcomeSchema } from '../../domain/inbox/recall.ts';
import { subjectSchema } from '../../domain/inbox/subject.ts';
import { taskOutcomes } from '../../domain/inbox/task-outcomes.ts';
import { command } from '../define.ts';
import { typedLine, typedText } from '../typed.ts';

const task = idSchema('Task');
const enquiry = idSchema('Enquiry');
const conversation = idSchema('Conversation');
const taskAnswer = z.strictObject({ task });
const taskErrors = ['NOT_FOUND', 'TASK_ALREADY_DONE', 'TASK_FOR_OTHERS'] as const;

export const taskCommands = {
  /** Somebody writes down something to do. */
  create: command({
    input: { subject: subjectSchema, text: typedText, due: civilDateSchema.optional() },
    output: taskAnswer,
    errors: ['MESSAGE_EMPTY'],
  }),
  /** Takes it on, from nobody or from a colleague. */
  take: command({ input: { task }, output: taskAnswer, errors: taskErrors }),
  /** Says how it ended. What has a way out of its own, such as a lost slot, is settled by that command. */
  settle: command({
    input: { task, outcome: z.enum(taskOutcomes), said: typedLine.optional() },
    output: taskAnswer,
    errors: [...taskErrors, 'OUTCOME_NOT_FITTING', 'REASON_MISSING'],
  }),
  reopen: command({ input: { task }, output: taskAnswer, errors: ['NOT_FOUND', 'TASK_NOT_DONE'] }),
};

export const recallCommands = {
  /** What came of a call (D11). */
  note: command({
    input: {
      recall: idSchema('Recall'),
      outcome: callOutcomeSchema,
      note: typedLine.optional(),
      /** When the owner asked to be called again. */
      notBefore: civilDateSchema.optional(),
    },
    output: z.strictObject({ recall: idSchema('Recall') }),
    errors: ['NOT_FOUND', 'RECALL_CLOSED', 'TOO_MANY_ENTRIES'],
  }),
};

/** How many steps the screen showed. */
const seenEnquiry = { enquiry, seen: z.int().min(1) };
const enquiryAnswer = z.strictObject({ enquiry, steps: z.int() });

const stepErrors = [
  'NOT_FOUND',
  'CHANGED_MEANWHILE',
  'ENQUIRY_STEP_NOT_ALLOWED',
  'ASSIGNEE_MISSING',
  'REASON_MISSING',
  'TOO_MANY_ENTRIES',
] as const;

export const enquiryCommands = {
  open: command({
    input: {
      enquiry: enquirySchema.shape.enquiry,
      client: idSchema('Client').optional(),
      source: enquirySchema.shape.source,
      title: typedLine,
      text: typedText,
      about: subjectSchema.optional(),
      evidence: z.array(evidenceSchema).max(20),
      isUrgent: z.boolean(),
    },
    output: enquiryAnswer,
    errors: ['NOT_FOUND', 'MESSAGE_EMPTY'],
  }),
  /** Gives it to a person, and says how soon it is to be looked at. */
  assign: command({
    input: { ...seenEnquiry, assignee: idSchema('Staff'), priority: prioritySchema.optional() },
    output: enquiryAnswer,
    errors: [...stepErrors, 'STAFF_LEFT'],
  }),
  advance: command({
    input: { ...seenEnquiry, to: enquiryStatusSchema.exclude(['NEW', 'ASSIGNED']), said: typedLine.optional() },
    output: enquiryAnswer,
    errors: stepErrors,
  }),
};

const [textSchema] = messageSchema.shape.body.options;

export const conversationCommands = {
  /** Writes to an owner, in general or about a booking; the first message opens the conversation (C-45). */
  write: command({
    input: {
      client: idSchema('Client'),
      booking: idSchema('Booking').optional(),
      text: typedText,
      files: textSchema.shape.files,
    },
    output: z.strictObject({ conversation, message: idSchema('Message') }),
    errors: ['NOT_FOUND', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG'],
  }),
  /** The clinic has read up to the newest message that was shown. */
  markRead: command({
    input: { conversation, upTo: instantSchema },
    output: z.strictObject({ conversation }),
    errors: ['NOT_FOUND'],
  }),
};

export const noticeCommands = {
  /** Whoever is at the screen has read these; those for others stay as they are. */
  markRead: command({
    input: { notices: z.array(idSchema('Notice')).min(1).max(200) },
    output: z.strictObject({ read: z.int() }),
    errors: [],
  }),
};
