import type { Clock } from '@lapka/shared/base/clock.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { accountShelves } from '../account-entries.ts';
import type { AccountStore, AccountTransaction } from '../account-store.ts';
import type { DocumentStore } from '../document-store.ts';
import { MemoryShelf } from './memory-shelf.ts';

/** Accounts that live as long as the process. Transactions run one after the other. */
export function memoryAccounts(documents: DocumentStore, clock: Clock): AccountStore {
  let shelves = emptyShelves();
  let turn: Promise<unknown> = Promise.resolve();

  const act = async <T>(run: (transaction: AccountTransaction) => Promise<T>): Promise<T> => {
    const draft = copied(shelves);
    const lines: { readonly clinic: ClinicId; readonly content: JsonObject }[] = [];
    const result = await run({ ...draft, audit: (clinic, content) => void lines.push({ clinic, content }) });
    shelves = draft;
    for (const { clinic, content } of lines) {
      await documents.transactClinic(clinic, (transaction) => transaction.audit([{ at: clock.now(), content }]));
    }
    return result;
  };
  return {
    read: (read) => read(copied(shelves)),
    transact: (run) => {
      const mine = turn.then(() => act(run));
      turn = mine.catch(() => undefined);
      return mine;
    },
    forgetExpired: async (now) =>
      Object.values(shelves).reduce((all, shelf: { forgetExpired: (at: typeof now) => number }) => {
        return all + shelf.forgetExpired(now);
      }, 0),
  };
}

function emptyShelves() {
  return {
    accounts: new MemoryShelf(accountShelves.accounts),
    sessions: new MemoryShelf(accountShelves.sessions),
    revokedTokens: new MemoryShelf(accountShelves.revokedTokens),
    codes: new MemoryShelf(accountShelves.codes),
    factors: new MemoryShelf(accountShelves.factors),
    signIns: new MemoryShelf(accountShelves.signIns),
    attempts: new MemoryShelf(accountShelves.attempts),
    setupCodes: new MemoryShelf(accountShelves.setupCodes),
    invitations: new MemoryShelf(accountShelves.invitations),
    deviceCodes: new MemoryShelf(accountShelves.deviceCodes),
    clinicKeys: new MemoryShelf(accountShelves.clinicKeys),
    mails: new MemoryShelf(accountShelves.mails),
  };
}

function copied(shelves: ReturnType<typeof emptyShelves>): ReturnType<typeof emptyShelves> {
  const { accounts, sessions, revokedTokens, codes, factors, signIns, attempts } = shelves;
  const { setupCodes, invitations, deviceCodes, clinicKeys, mails } = shelves;
  return {
    accounts: accounts.copy(),
    sessions: sessions.copy(),
    revokedTokens: revokedTokens.copy(),
    codes: codes.copy(),
    factors: factors.copy(),
    signIns: signIns.copy(),
    attempts: attempts.copy(),
    setupCodes: setupCodes.copy(),
    invitations: invitations.copy(),
    deviceCodes: deviceCodes.copy(),
    clinicKeys: clinicKeys.copy(),
    mails: mails.copy(),
  };
}
