import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { makeSetupCode } from '../accounts/set-up-clinic.ts';
import { renewEpoch } from '../stores/postgres/epoch.ts';
import { restoreBackup, takeBackup } from './backup.ts';
import type { CommandParts } from './command-parts.ts';
import { exportClinic } from './export-clinic.ts';
import { importClinic } from './import-clinic.ts';
import type { operationFailures } from './operation-failures.ts';
import { verifyServer } from './verify.ts';

export type CommandRefusal = Failure<keyof typeof operationFailures>;

interface Command {
  readonly usage: string;
  readonly run: (
    parts: CommandParts,
    args: readonly string[],
    say: (line: string) => void,
  ) => Promise<Result<void, CommandRefusal>>;
}

/** What whoever runs the server can have done: `npm run server -- verify`. All but `restore` work while it serves. */
export const commands: Readonly<Record<string, Command>> = {
  'setup-code': {
    usage: 'setup-code',
    run: async ({ account }, _args, say) => {
      say(`A clinic may be set up with this code, once, within seven days: ${await makeSetupCode(account)}`);
      return ok();
    },
  },
  export: {
    usage: 'export CLINIC FOLDER',
    run: async (parts, [clinic, folder], say) => {
      const id = idSchema('Clinic').safeParse(clinic);
      if (!id.success || folder === undefined) return badCommand('export');
      const written = await exportClinic(parts, id.data, folder);
      if (!written.ok) return written;
      say(`${written.value.lines} lines of clinic ${id.data} are in ${folder}; guard them like the data.`);
      return ok();
    },
  },
  import: {
    usage: 'import FOLDER',
    run: async (parts, [folder], say) => {
      if (folder === undefined) return badCommand('import');
      const taken = await importClinic(parts, folder);
      if (!taken.ok) return taken;
      say(`Clinic ${taken.value.clinic} is here; ${taken.value.invited} of its owners are being sent invitations.`);
      return ok();
    },
  },
  backup: {
    usage: 'backup FOLDER',
    run: async (parts, [folder], say) => {
      if (folder === undefined) return badCommand('backup');
      const taken = await takeBackup(parts, folder, parts.account.clock.now());
      if (!taken.ok) return taken;
      const { lines, files, bytes, missingTexts } = taken.value;
      say(`${lines} lines and ${files} new files (${bytes} bytes) are in ${folder}; guard them like the data.`);
      if (missingTexts > 0) return err(failure('FOUND_BROKEN', { count: missingTexts }));
      return ok();
    },
  },
  restore: {
    usage: 'restore FOLDER',
    run: async (parts, [folder], say) => {
      if (folder === undefined) return badCommand('restore');
      const restored = await restoreBackup(parts, folder);
      if (!restored.ok) return restored;
      say(`Restored, with ${restored.value.files} files, on a new time line: the desks send again what is missing.`);
      return ok();
    },
  },
  'new-epoch': {
    usage: 'new-epoch',
    run: async ({ databaseUrl }, _args, say) => {
      await renewEpoch(databaseUrl);
      say('A new time line has begun: every desk compares what it has with the server.');
      return ok();
    },
  },
  verify: {
    usage: 'verify [--deep]',
    run: async (parts, args, say) => {
      let count = 0;
      for await (const { clinic, documents, files, audit, broken } of verifyServer(parts, args.includes('--deep'))) {
        say(`${clinic}: ${documents} documents, ${files} files, audit ends at ${audit.number} ${audit.hash}`);
        for (const line of broken) say(`  BROKEN: ${line}`);
        count += broken.length;
      }
      return count === 0 ? ok() : err(failure('FOUND_BROKEN', { count }));
    },
  },
};

export function usageOfAll(): string {
  return Object.values(commands)
    .map(({ usage }) => usage)
    .join(' | ');
}

function badCommand(name: string): Result<never, Failure<'BAD_COMMAND'>> {
  return err(failure('BAD_COMMAND', { usage: commands[name]?.usage ?? usageOfAll() }));
}
