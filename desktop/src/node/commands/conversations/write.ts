import { mapOk } from '@lapka/shared/base/result.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { openConversation, sendMessage } from '@lapka/shared/domain/inbox/conversation-rules.ts';
import { conversationId } from '@lapka/shared/domain/inbox/conversation.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { found, foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';

export const write: CommandFor<'conversations', 'write'> = {
  run(transactor, { client: id, booking, text, files }, { actor, ids, stamp }) {
    const client = found(transactor, clients, id);
    if (!client.ok) return client;
    if (booking !== undefined) {
      const visit = found(transactor, bookings, booking);
      if (!visit.ok) return visit;
    }
    const known = foundOf(transactor, inbox, 'CONVERSATION', conversationId(id, booking));
    const conversation = known.ok ? known.value : openConversation(id, booking, stamp);
    const authorName = fullName(actor.name, client.value.language);
    const sent = sendMessage(conversation, { id: ids.next<'Message'>(), text, files, authorName }, stamp);
    return mapOk(sent, ({ message, conversation: told }) => {
      transactor.put(inbox, message);
      transactor.put(inbox, told);
      return { conversation: told.id, message: message.id };
    });
  },
};
