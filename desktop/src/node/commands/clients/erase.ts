import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { type ClientId, clients } from '@lapka/shared/domain/clients/client.ts';
import { eraseClient } from '@lapka/shared/domain/clients/erasure.ts';
import { idsOfPerson } from '@lapka/shared/domain/clients/same-person.ts';
import { eraseMessage } from '@lapka/shared/domain/inbox/conversation-rules.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import type { Message } from '@lapka/shared/domain/inbox/message.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandFor } from '../command.ts';
import { isOf } from '../../reading/found.ts';

export const erase: CommandFor<'clients', 'erase'> = {
  run(transactor, { client }, { stamp }) {
    const person = transactor.getMany(clients, idsOfPerson(client, transactor));
    if (person.length === 0) return err(failure('NOT_FOUND'));
    for (const entry of person) {
      transactor.put(clients, eraseClient(entry, stamp));
      for (const message of writtenBy(entry.id, transactor)) transactor.put(inbox, eraseMessage(message, stamp));
    }
    return ok({ client });
  },
};

/** What the owner wrote in conversations and enquiries. */
function writtenBy(client: ClientId, reader: StoreReader): Message[] {
  return reader.find(inbox, { where: { client } }).flatMap((thread) =>
    reader
      .find(inbox, { where: { thread: thread.id }, sort: { by: 'sentAt' } })
      .filter((entry) => isOf(entry, 'MESSAGE'))
      .filter(({ author }) => author.kind === 'OWNER' && author.client === client),
  );
}
