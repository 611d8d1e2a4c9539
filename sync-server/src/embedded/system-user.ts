import { chownSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { EmbeddedFailure } from './embedded-failures.ts';

/** Whom Postgres runs as. The ids are empty when that is simply us. */
export interface SystemUser {
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** Makes a file or folder that user's own. */
  give(path: string): void;
  /** Whether that user can get to a folder: it needs the right to pass every folder above. */
  canReach(path: string): boolean;
}

/** Postgres refuses to run as root; then it runs as `postgres` or `nobody`, without changing the system's users. */
export function systemUser(): Result<SystemUser, EmbeddedFailure> {
  if (process.getuid?.() !== 0) return ok({ ids: {}, give() {}, canReach: () => true });
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].flatMap((name) => accounts.filter((fields) => fields[0] === name))[0];
  if (account === undefined) return err(failure('EMBEDDED_NO_USER'));
  return ok(ordinaryUser(Number(account[2]), Number(account[3])));
}

/** The user a folder was given to before, so that a cluster keeps its owner for life. */
export function ownerOf(path: string): SystemUser {
  const { uid, gid } = statSync(path);
  return ordinaryUser(uid, gid);
}

function ordinaryUser(uid: number, gid: number): SystemUser {
  const mayPass = (folder: string): boolean => {
    const { mode, uid: owner, gid: group } = statSync(folder);
    if (owner === uid) return (mode & 0o100) !== 0;
    if (group === gid) return (mode & 0o010) !== 0;
    return (mode & 0o001) !== 0;
  };
  const canReach = (path: string): boolean => {
    const above = dirname(path);
    return above === path || (mayPass(above) && canReach(above));
  };
  return { ids: { uid, gid }, give: (path) => chownSync(path, uid, gid), canReach };
}
