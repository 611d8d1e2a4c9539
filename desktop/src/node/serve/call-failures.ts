import { ORPCError, ValidationError } from '@orpc/server';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';

interface Next<T> {
  next(): Promise<T>;
}

/**
 * What went wrong around a call, in the words of the catalogue: input that does not fit names its fields, and a bug
 * gets a number that is also in the log. No stack and no text of a record leaves the node.
 */
export function callFailures(logger: Logger, ids: IdMaker) {
  return async <T>(call: Next<T>): Promise<T> => {
    try {
      return await call.next();
    } catch (thrown) {
      if (thrown instanceof ORPCError && thrown.defined) throw thrown;
      if (thrown instanceof ORPCError && thrown.cause instanceof ValidationError && thrown.code === 'BAD_REQUEST') {
        throw new ORPCError('BAD_INPUT', { defined: true, data: { fields: fieldsOf(thrown.cause) } });
      }
      const number = ids.next<'Bug'>().slice(-8);
      logger.error('call failed', { number, message: messageOf(thrown) });
      throw new ORPCError('BUG', { defined: true, data: { number } });
    }
  };
}

function fieldsOf({ issues }: ValidationError): string[] {
  const paths = issues.map(({ path }) =>
    (path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)),
  );
  return [...new Set(paths.map((path) => path.join('.')))];
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
