import { isContractProcedure } from '@orpc/contract';
import { ORPCError } from '@orpc/server';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import { commandContract } from '@lapka/shared/bridge/contract.ts';
import type { CommandName } from '@lapka/shared/domain/accounts/command-names.ts';
import type { OperationId, StaffId } from '@lapka/shared/domain/document.ts';
import { z } from 'zod';
import { JoinedChanges } from '../../../desktop/src/node/changes.ts';
import type { Command, CommandInput } from '../../../desktop/src/node/commands/command.ts';
import { commands } from '../../../desktop/src/node/commands/command-table.ts';
import { answerCommand } from '../../../desktop/src/node/serve/answer-call.ts';
import type { Serving } from '../../../desktop/src/node/serve/serving.ts';
import { Session } from '../../../desktop/src/node/serve/session.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

type Output = JsonObject;

export type Answer = { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly code: string };

/** Does at a desk what a screen does: the input is parsed by the contract, the right is judged, the command runs. */
export function doAtDesk(
  desk: SimulatedDesk,
  name: CommandName,
  by: StaffId,
  operation: OperationId,
  input: Readonly<Record<string, unknown>>,
): Answer {
  const session = new Session();
  session.signIn(by);
  const parsed = inputSchemaOf(name).parse({ ...input, operation }) as CommandInput & JsonObject;
  try {
    return { ok: true, output: answerCommand(servingOf(desk), session, name, commandNamed(name), parsed) };
  } catch (problem) {
    if (!(problem instanceof ORPCError)) throw problem;
    return { ok: false, code: String(problem.code) };
  }
}

function servingOf({ store, replication, ids, identity, parts }: SimulatedDesk): Serving {
  const { time } = replication;
  return {
    store,
    desk: identity,
    clock: time,
    stampTime: () => time.stamp(),
    ids,
    changes: new JoinedChanges({ after: () => () => {} }),
    logger: parts.logger,
    status: () => ({
      desk: identity.name,
      location: identity.location,
      zone: identity.zone,
      now: time.now(),
      ...replication.status(),
    }),
    onStatus: () => () => {},
    isSent: (collection, id) => !store.sync.isUnsent(collection.name, id),
  };
}

function commandNamed(name: CommandName): Command<JsonObject, Output, string> {
  return entryOf(commands, name) as Command<JsonObject, Output, string>;
}

function inputSchemaOf(name: CommandName): z.ZodType {
  const contract = entryOf(commandContract, name);
  if (!isContractProcedure(contract)) throw new TypeError(`the bridge has no ${name}`);
  const { inputSchema } = contract['~orpc'];
  if (!(inputSchema instanceof z.ZodType)) throw new TypeError(`${name} takes nothing that zod can parse`);
  return inputSchema;
}

function entryOf(table: object, name: CommandName): unknown {
  const [area = '', call = ''] = name.split('.');
  const calls: unknown = Reflect.get(table, area);
  if (typeof calls !== 'object' || calls === null) throw new TypeError(`nothing serves ${area}`);
  return Reflect.get(calls, call);
}
