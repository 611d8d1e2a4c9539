import type { Clock } from '@lapka/shared/base/clock.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type pg from 'pg';
import { accountShelves } from '../account-entries.ts';
import type { AccountStore } from '../account-store.ts';
import { addToChain } from './chain-rows.ts';
import { type ClinicSession, enter, withRole } from './clinic-session.ts';
import { postgresShelf } from './postgres-shelf.ts';

const role = 'lapka_accounts';

export function postgresAccounts(pool: pg.Pool, clock: Clock): AccountStore {
  return {
    read: (read) => withRole(pool, role, (rows) => read(shelvesOf(rows, false)), 'read'),
    transact: (act) =>
      withRole(pool, role, async (rows) => {
        const lines = new Map<ClinicId, JsonObject[]>();
        const audit = (clinic: ClinicId, content: JsonObject): void => {
          lines.set(clinic, [...(lines.get(clinic) ?? []), content]);
        };
        const result = await act({ ...shelvesOf(rows, true), audit });
        await writeAudit(rows, clock, lines);
        return result;
      }),
    forgetExpired: (now) =>
      withRole(pool, role, async (rows) => {
        let count = 0;
        for (const { name } of Object.values(accountShelves)) {
          const text = `delete from ${name} where expires_at < $1 returning key`;
          count += (await rows({ name: `${name}-forget`, text, values: [now] })).length;
        }
        return count;
      }),
  };
}

/** Last of all, because it locks the clinics: in one order, so that no two wait for one another. */
async function writeAudit(
  rows: ClinicSession['rows'],
  clock: Clock,
  lines: ReadonlyMap<ClinicId, readonly JsonObject[]>,
): Promise<void> {
  for (const [clinic, contents] of [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await rows(enter(clinic));
    const at = clock.now();
    await addToChain(
      { clinic, rows },
      contents.map((content) => ({ at, content })),
    );
  }
}

function shelvesOf(rows: ClinicSession['rows'], locks: boolean) {
  return {
    accounts: postgresShelf(rows, accountShelves.accounts, locks),
    sessions: postgresShelf(rows, accountShelves.sessions, locks),
    revokedTokens: postgresShelf(rows, accountShelves.revokedTokens, locks),
    codes: postgresShelf(rows, accountShelves.codes, locks),
    factors: postgresShelf(rows, accountShelves.factors, locks),
    signIns: postgresShelf(rows, accountShelves.signIns, locks),
    attempts: postgresShelf(rows, accountShelves.attempts, locks),
    setupCodes: postgresShelf(rows, accountShelves.setupCodes, locks),
    invitations: postgresShelf(rows, accountShelves.invitations, locks),
    deviceCodes: postgresShelf(rows, accountShelves.deviceCodes, locks),
    clinicKeys: postgresShelf(rows, accountShelves.clinicKeys, locks),
    mails: postgresShelf(rows, accountShelves.mails, locks),
  };
}
