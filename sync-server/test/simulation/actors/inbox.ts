import { clients } from '@lapka/shared/domain/clients/client.ts';
import { type InboxEntry, inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { type Deed, frontDesk, oneOf, type Scene, somePet } from './scene.ts';

export function createTask(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  return { by: frontDesk(scene), input: { subject: { collection: 'pets', id: pet.id }, text: 'перезвонить' } };
}

export function takeTask(scene: Scene): Deed {
  const task = oneOf<InboxEntry>(scene, inbox, {}, (entry) => entry.kind === 'TASK' && entry.state.status === 'OPEN');
  return task === undefined ? undefined : { by: frontDesk(scene), input: { task: task.id } };
}

export function writeToOwner(scene: Scene): Deed {
  const client = oneOf(scene, clients);
  if (client === undefined) return undefined;
  const text = `как дела? ${scene.chooser.between(1, 1_000)}`;
  return { by: frontDesk(scene), input: { client: client.id, text, files: [] } };
}
