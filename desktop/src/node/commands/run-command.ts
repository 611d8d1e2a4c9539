import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { CommandName } from '@lapka/shared/domain/accounts/command-names.ts';
import { mayRun, type RightsRefusal } from '@lapka/shared/domain/accounts/rights.ts';
import { abandon, type Store, type StoreFailure } from '../store/store.ts';
import type { Command, CommandContext, CommandInput } from './command.ts';
import { WrittenDocuments } from './written-documents.ts';

export type RunFailure = StoreFailure | RightsRefusal | Failure<'SAME_OPERATION_OTHER_CONTENT'>;

/**
 * Runs a command once, however often it is asked for: a repetition with the same operation id answers what was answered
 * before. The right is judged, and the documents, the audit entry and the remembered answer are committed, in one
 * transaction.
 */
export function runCommand<Output extends JsonObject, Code extends string>(
  store: Store,
  name: CommandName,
  command: Command<JsonObject, Output, Code>,
  { operation, ...input }: CommandInput & JsonObject,
  context: CommandContext,
): Result<Output, Failure<Code> | RunFailure> {
  const inputHash = sha256Hex(canonicalJson(input));
  const committed = store.transact<Result<Output, Failure<Code> | RunFailure>>((transactor) => {
    const before = transactor.recall(operation);
    if (before !== undefined) {
      const isSame = before.command === name && before.input === inputHash;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- remembered below from this very command
      return isSame ? ok(before.answer as Output) : abandon(err(failure('SAME_OPERATION_OTHER_CONTENT')));
    }
    const allowed = mayRun(context.caller, name, command.target?.(transactor, input, context));
    if (!allowed.ok) return abandon(allowed);
    const written = new WrittenDocuments(transactor);
    const decided = command.run(written.transactor, input, context);
    if (!decided.ok) return abandon(decided);
    transactor.appendAudit({ command: name, stamp: context.stamp, documents: written.list() });
    transactor.remember(operation, { command: name, input: inputHash, answer: decided.value });
    return decided;
  });
  return committed.ok ? committed.value : committed;
}
