import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { addAnswer } from '@lapka/shared/domain/records/book-entry-rules.ts';
import type { BookEntry, Consent, Estimate } from '@lapka/shared/domain/records/book-entry.ts';
import { type MedicalRecord, records } from '@lapka/shared/domain/records/record.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';
import { type FactRefusal, recordFact } from './fact-writing.ts';
import { fileKnown } from './known-files.ts';

type Input = Order<'records', 'takeConsent'>;
type Answer = Input['answer'];

export const takeConsent: CommandFor<'records', 'takeConsent'> = {
  run(transactor, { paper: wanted, answer: given }, context) {
    const answer = answerWithFile(transactor, given);
    if (!answer.ok) return answer;
    const paper = paperOf(transactor, wanted, context);
    if (!paper.ok) return paper;
    return mapOk(addAnswer(paper.value, answer.value, todayAt(context), context.stamp), (answered) => {
      transactor.put(records, answered);
      return { record: answered.id };
    });
  },
};

/** The paper the owner answers: one that is there, or a consent that is recorded with its first answer. */
function paperOf(
  transactor: StoreTransactor,
  wanted: Input['paper'],
  context: CommandContext,
): Result<Estimate | Consent, FactRefusal> {
  if (wanted.is === 'KNOWN') {
    const known = found(transactor, records, wanted.record);
    if (!known.ok) return known;
    return isPaper(known.value) ? ok(known.value) : err(failure('NOT_FOUND'));
  }
  const { pet, visit, procedure, textVersion, text } = wanted;
  const consent = { kind: 'CONSENT' as const, procedure, textVersion, text, answers: [] };
  const recorded = recordFact(transactor, { pet, visit }, (frame) => ({ ...frame, ...consent }), context);
  if (!recorded.ok) return recorded;
  return isPaper(recorded.value) ? ok(recorded.value) : err(failure('NOT_FOUND'));
}

function isPaper(record: MedicalRecord | BookEntry): record is Estimate | Consent {
  return record.kind === 'ESTIMATE' || record.kind === 'CONSENT';
}

/** A signature or a scan must be on this node before a paper speaks of it. */
function answerWithFile(reader: StoreReader, answer: Answer): Result<Answer, Failure<'FILE_NOT_THERE'>> {
  const { how } = answer;
  if (how.by === 'SCREEN') {
    return mapOk(fileKnown(reader, how.signature), (signature) => ({ ...answer, how: { ...how, signature } }));
  }
  if (how.by !== 'PAPER' || how.scan === undefined) return ok(answer);
  return mapOk(fileKnown(reader, how.scan), (scan) => ({ ...answer, how: { ...how, scan } }));
}
