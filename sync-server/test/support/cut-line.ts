import { connect, createServer, type Socket } from 'node:net';
import type { Closable } from '@lapka/shared/base/disposal.ts';

export type CutWhen = 'BEFORE_IT_ARRIVES' | 'BEFORE_IT_IS_ANSWERED';

/** A line to a server that breaks at the message a test says. */
export interface CutLine extends Closable {
  readonly url: string;
  /** Breaks all connections at the n-th message from now on, counted from 1. */
  cutAt(message: number, when: CutWhen): void;
  /** Whether that message has come. */
  wasCut(): boolean;
  /** Lets everything through again. */
  mend(): void;
}

export async function cutLine(server: string): Promise<CutLine> {
  const target = new URL(server);
  const sockets = new Set<Socket>();
  let plan: { message: number; when: CutWhen } | undefined;
  let counted = 0;
  let isCut = false;
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const proxy = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    client.on('data', (chunk) => {
      counted += 1;
      const isTheOne = plan !== undefined && counted === plan.message;
      if (isTheOne && plan?.when === 'BEFORE_IT_ARRIVES') return cut();
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (plan !== undefined && counted >= plan.message) return cut();
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const url = new URL(server);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: url.href,
    cutAt: (message, when) => {
      plan = { message, when };
      counted = 0;
      isCut = false;
    },
    wasCut: () => isCut,
    mend: () => {
      plan = undefined;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}
