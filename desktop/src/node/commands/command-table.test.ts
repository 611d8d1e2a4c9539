import { describe, expect, it } from 'vitest';
import { commandContract } from '@lapka/shared/bridge/contract.ts';
import { type CommandName, commandNames } from '@lapka/shared/domain/accounts/command-names.ts';
import { examples } from '../testing/examples/every-example.ts';
import { commands } from './command-table.ts';

/** The lines of the rights matrix that are no command of the bridge, and where they are served instead. */
const elsewhere: Partial<Record<CommandName, string>> = {
  'staff.setOwnPin': 'a call of the session: the PIN is hashed before anything is looked up',
  'staff.resetPin': 'a call of the session, for the same reason',
  'devices.enrol': 'the server lets a device in and gives it its series letter',
  'till.noteFiscal': 'the queue to the fiscal device, without a person',
  'backups.make': 'the upkeep of the store, which is no transaction of its own',
  'backups.restore': 'the upkeep of the store, before the store is open',
  'sync.retry': 'the replication, which is no transaction of its own',
};

describe('the commands of the bridge', () => {
  it('are those of the rights matrix, but for the few that are served elsewhere', () => {
    const expected = commandNames.filter((name) => elsewhere[name] === undefined);
    expect(pathsOf(commandContract)).toEqual([...expected].toSorted());
  });

  it('are all served, and each is tried by an example', () => {
    expect(pathsOf(commands)).toEqual(pathsOf(commandContract));
    expect(pathsOf(examples)).toEqual(pathsOf(commandContract));
  });
});

function pathsOf(areas: object): string[] {
  return Object.entries(areas)
    .flatMap(([area, calls]: [string, object]) => Object.keys(calls).map((name) => `${area}.${name}`))
    .toSorted();
}
