import { type OwnerDown, ownerDownSchema, type OwnerNotice } from '@lapka/shared/protocol/owner.ts';

export type OwnerLine =
  | { readonly state: 'CONNECTING' }
  | { readonly state: 'REFUSED' }
  | { readonly state: 'OPEN'; readonly name: string; readonly notices: readonly OwnerNotice[] };

/** The close code with which the server says that the link does not fit. */
const refusedCode = 4001;

/** Follows an owner's notices over a WebSocket, and comes back by itself when the line breaks. */
export function followNotices(token: string, tell: (line: OwnerLine) => void): () => void {
  let line: OwnerLine = { state: 'CONNECTING' };
  let isStopped = false;
  let socket = open();

  function open(): WebSocket {
    const opening = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/owner`);
    opening.addEventListener('open', () => opening.send(JSON.stringify({ t: 'OWNER_HELLO', token })));
    opening.addEventListener('message', (event) => {
      const parsed = ownerDownSchema.safeParse(JSON.parse(String(event.data)));
      if (parsed.success) say(after(line, parsed.data));
    });
    opening.addEventListener('close', (event) => {
      if (event.code === refusedCode) say({ state: 'REFUSED' });
      else if (!isStopped) {
        window.setTimeout(() => {
          socket = open();
        }, 1_000);
      }
    });
    return opening;
  }

  function say(next: OwnerLine): void {
    line = next;
    tell(line);
  }

  return () => {
    isStopped = true;
    socket.close();
  };
}

/** A notice that comes twice, after a broken line, is shown once; the newest stands first. */
function after(line: OwnerLine, message: OwnerDown): OwnerLine {
  if (message.t === 'OWNER_WELCOME') return { state: 'OPEN', name: message.name, notices: message.notices };
  if (line.state !== 'OPEN') return line;
  const others = line.notices.filter(({ id }) => id !== message.notice.id);
  return { ...line, notices: [message.notice, ...others] };
}
