import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { type AnyRouter, implement } from '@orpc/server';
import { present } from '@lapka/shared/base/assert.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CallMeta } from '@lapka/shared/bridge/define.ts';
import { commandContract, queryContract } from '@lapka/shared/bridge/contract.ts';
import { commandNames } from '@lapka/shared/domain/accounts/command-names.ts';
import { commands } from '../commands/command-table.ts';
import type { Command, CommandInput } from '../commands/command.ts';
import { queries } from '../queries/query-table.ts';
import type { Query } from '../queries/query.ts';
import { answerCommand, answerQuery } from './answer-call.ts';
import type { Serving } from './serving.ts';
import { sessionCalls } from './session-calls.ts';
import type { Context } from './session.ts';

export type BridgeRouter = AnyRouter;

type AnyCommand = Command<JsonObject, JsonObject, string>;
type AnyQuery = Query<unknown, unknown, string>;

/**
 * The answers to the bridge's calls. Commands and queries are served by their tables, which the compiler holds to the
 * contract; the same router serves Electron's port and the browser's socket.
 */
export function createRouter(serving: Serving): BridgeRouter {
  return {
    ...sessionCalls(serving),
    do: eachCall(commandContract, commands, (area, name, contract, implementation) => {
      const command = present(
        commandNames.find((known) => known === `${area}.${name}`),
        `a right for ${area}.${name}`,
      );
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has this command under this contract
      const run = implementation as AnyCommand;
      return implement(contract)
        .$context<Context>()
        .handler(({ input, context }) => answerCommand(serving, context.session, command, run, parsed(input)));
    }),
    ask: eachCall(queryContract, queries, (area, name, contract, implementation) => {
      const { right }: CallMeta = metaOf(contract);
      const needed = present(right, `a right for ${area}.${name}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has this query under this contract
      const run = implementation as AnyQuery;
      return implement(contract)
        .$context<Context>()
        .handler(({ input, context }) => answerQuery(serving, context.session, needed, run, input));
    }),
  };
}

/** Walks a contract and its table side by side. */
function eachCall<Procedure>(
  contract: object,
  table: object,
  make: (area: string, name: string, contract: AnyContractProcedure, implementation: unknown) => Procedure,
): Record<string, Record<string, Procedure>> {
  const areas = Object.entries(contract).map(([area, calls]: [string, object]) => {
    const made = Object.entries(calls).map(([name, call]: [string, unknown]) => {
      if (!isContractProcedure(call)) throw new TypeError(`${area}.${name} is no call`);
      return [name, make(area, name, call, implementationOf(table, area, name))] as const;
    });
    return [area, Object.fromEntries(made)] as const;
  });
  return Object.fromEntries(areas);
}

function implementationOf(table: object, area: string, name: string): unknown {
  const calls: unknown = Reflect.get(table, area);
  if (typeof calls !== 'object' || calls === null) throw new TypeError(`nothing serves ${area}`);
  return Reflect.get(calls, name);
}

function metaOf(contract: AnyContractProcedure): CallMeta {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every call of the contract is made by bridge/define.ts
  return contract['~orpc'].meta as CallMeta;
}

function parsed(input: unknown): CommandInput & JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's schema has parsed it just now
  return input as CommandInput & JsonObject;
}
