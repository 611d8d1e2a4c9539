import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { Abandoned, type Store, type StoreFailure, type StoreTransactor } from '../store/store.ts';
import type { Command, CommandContext, CommandInput } from './command.ts';

export type RunFailure = StoreFailure | Failure<'SAME_OPERATION_OTHER_CONTENT'>;

/**
 * Runs a command once, however often it is asked for: a repetition with the same operation id answers what was answered
 * before. The documents, the audit entry and the remembered answer are committed together.
 */
export function runCommand<Input extends CommandInput & JsonObject, Output extends JsonObject, Code extends string>(
  store: Store,
  command: Command<Input, Output, Code>,
  input: Input,
  context: CommandContext,
): Result<Output, Failure<Code> | RunFailure> {
  const inputHash = sha256Hex(canonicalJson(input));
  const committed = store.transact<Result<Output, Failure<Code> | Failure<'SAME_OPERATION_OTHER_CONTENT'>>>(
    (transactor) => {
      const before = transactor.recall(input.operation);
      if (before !== undefined) {
        const isSame = before.command === command.name && before.input === inputHash;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- remembered below from this very command
        return isSame ? ok(before.answer as Output) : new Abandoned(err(failure('SAME_OPERATION_OTHER_CONTENT')));
      }
      const written = new WrittenDocuments(transactor);
      const decided = command.run(written.transactor, input, context);
      if (!decided.ok) return new Abandoned(decided);
      transactor.appendAudit({ command: command.name, stamp: context.stamp, documents: written.list() });
      transactor.remember(input.operation, { command: command.name, input: inputHash, answer: decided.value });
      return decided;
    },
  );
  return committed.ok ? committed.value : committed;
}

/** Notes which documents a command writes, for its audit entry. */
class WrittenDocuments {
  readonly transactor: StoreTransactor;
  readonly #seen = new Map<string, Parameters<StoreTransactor['appendAudit']>[0]['documents'][number]>();

  constructor(inner: StoreTransactor) {
    this.transactor = {
      get: (collection, id) => inner.get(collection, id),
      find: (collection, find) => inner.find(collection, find),
      byKey: (collection, key, value) => inner.byKey(collection, key, value),
      getMany: (collection, ids) => inner.getMany(collection, ids),
      count: (collection, find) => inner.count(collection, find),
      recall: (operation) => inner.recall(operation),
      search: (text) => inner.search(text),
      nodeValue: (name) => inner.nodeValue(name),
      put: (collection, document) => {
        this.#note(collection.name, document.id);
        inner.put(collection, document);
      },
      remove: (collection, id) => {
        this.#note(collection.name, id);
        inner.remove(collection, id);
      },
      appendAudit: (entry) => inner.appendAudit(entry),
      remember: (operation, answered) => inner.remember(operation, answered),
      setNodeValue: (name, value) => inner.setNodeValue(name, value),
      afterCommit: (act) => inner.afterCommit(act),
    };
  }

  list() {
    return [...this.#seen.values()];
  }

  #note(collection: Parameters<StoreTransactor['put']>[0]['name'], id: string): void {
    this.#seen.set(`${collection}/${id}`, { collection, id });
  }
}
