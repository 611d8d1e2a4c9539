import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { largestFrame } from '@lapka/shared/protocol/frames.ts';
import { lowestProtocolVersion } from '@lapka/shared/protocol/version.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';
import type { SyncParts } from '../sync/accept-push.ts';
import { forgetOld } from '../sync/forget-old.ts';
import type { Pusher } from '../sync/taking.ts';
import type { NodeLine } from './node-line.ts';
import { NodeSession } from './node-session.ts';
import { WebSocketLine } from './web-socket-line.ts';

export interface GatewayParts extends SyncParts {
  readonly devices: Pick<DeviceRegistry, 'find'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly newNonce?: () => string;
  /** The oldest protocol that is still spoken. */
  readonly lowestProtocol?: number;
}

/** The door for clinic nodes. Wakes the nodes of a clinic when it has changed, whichever server took the change. */
export class Gateway implements Closable {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
    // A frame of ours is one fragment.
    maxFragments: 64,
  });
  readonly #sessions = new Map<NodeSession, Pusher | undefined>();
  readonly #parts: GatewayParts;
  readonly #stopListening: () => void;
  readonly #forgot = new Map<ClinicId, Instant>();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#stopListening = parts.store.onCommitted((moved) => {
      for (const session of this.#sessions.keys()) session.moved(moved);
    });
  }

  /** Takes over an HTTP upgrade for `/sync`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const line = new WebSocketLine(webSocket, this.#parts.logger);
      const session = this.open(line);
      line.listen({
        received: (text) => session.received(text),
        gone: () => {
          this.#sessions.delete(session);
          session.gone();
        },
      });
    });
  }

  /** Starts a session on any line; whoever owns the line tells it what comes in and when it is gone. */
  open(line: NodeLine): NodeSession {
    const session = new NodeSession(line, {
      newNonce: () => randomBytes(24).toString('base64url'),
      lowestProtocol: lowestProtocolVersion,
      ...this.#parts,
      onWelcomed: (welcomed, pusher) => this.#welcomed(welcomed, pusher),
    });
    this.#sessions.set(session, undefined);
    return session;
  }

  /** Looks at once whether these sessions may go on: after a device was shut out. */
  async lookAgain(device: DeviceId): Promise<void> {
    const concerned = [...this.#sessions].filter(([, pusher]) => pusher?.device === device);
    await Promise.all(concerned.map(([session]) => session.lookAgain()));
  }

  async close(): Promise<void> {
    this.#stopListening();
    for (const session of this.#sessions.keys()) session.end('SERVER_CLOSING');
    for (const client of this.#server.clients) client.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcomed(session: NodeSession, pusher: Pusher): void {
    for (const [other, known] of this.#sessions) {
      if (other !== session && known?.incarnation === pusher.incarnation) other.end('SUPERSEDED');
    }
    this.#sessions.set(session, pusher);
    this.#forgetDaily(pusher.clinic);
  }

  #forgetDaily(clinic: ClinicId): void {
    const now = this.#parts.clock.now();
    const last = this.#forgot.get(clinic);
    if (last !== undefined && now < plusDays(last, 1)) return;
    this.#forgot.set(clinic, now);
    forgetOld(this.#parts.store, clinic, now).catch((problem: unknown) =>
      this.#parts.logger.warn('old marks were not forgotten', { clinic, reason: String(problem) }),
    );
  }
}
