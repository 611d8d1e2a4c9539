import type { RawData, WebSocket } from 'ws';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { BridgeLines, LineEnd } from './bridge-lines.ts';
import type { Place } from './session.ts';

/** The largest frame a screen may send: far above any form, far below what could hurt. */
export const largestFrame = 1024 * 1024;

export const socketLimits = {
  /** Asked for a sign of life so often; a line that twice gave none is gone, whatever TCP says. */
  heartbeatMilliseconds: 15_000,
  /** What waits for a reader who does not read is held up to here. */
  unreadBytes: 4 * 1024 * 1024,
  /** Calls at once, and how many a second after that. A busy screen makes a dozen when something changes. */
  burst: 400,
  perSecond: 100,
} as const;

const closeCodes = { BAD_FRAME: 1007, TOO_MANY: 1008, SHUT_OUT: 1008, DESK_CHANGED: 1012 } as const satisfies Record<
  LineEnd | 'TOO_MANY',
  number
>;

interface SocketParts {
  readonly lines: BridgeLines;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** Serves the bridge over a WebSocket, and ends one that is silent, too fast or does not read. */
export function serveSocket({ lines, scheduler, logger }: SocketParts, place: Place, socket: WebSocket): void {
  const cut = (reason: keyof typeof closeCodes): void => socket.close(closeCodes[reason], reason);
  const ears = lines.open(place, { send: (frame) => sent(socket, frame, logger), cut });
  const budget = new Budget(scheduler);
  const stopHeartbeat = heartbeat(socket, scheduler);
  socket.on('message', (data, isBinary) => {
    if (!budget.spend()) {
      logger.warn('bridge: too many calls');
      cut('TOO_MANY');
    } else {
      const frame = bytesOf(data);
      ears.received(isBinary ? frame : frame.toString());
    }
  });
  // Frames beyond the limits end the socket; the close follows.
  socket.on('error', (error) => logger.debug('bridge: socket error', { message: error.message }));
  socket.on('close', () => {
    stopHeartbeat();
    budget.close();
    ears.ended();
  });
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function sent(socket: WebSocket, frame: string | Uint8Array, logger: Logger): Promise<void> {
  if (socket.bufferedAmount > socketLimits.unreadBytes) {
    logger.warn('bridge: a screen does not read');
    socket.terminate();
  }
  return new Promise((resolve) => socket.send(frame, () => resolve()));
}

function heartbeat(socket: WebSocket, scheduler: Scheduler): () => void {
  let missed = 0;
  let cancel = (): void => {};
  const beat = (): void => {
    cancel = scheduler.after(socketLimits.heartbeatMilliseconds, () => {
      if (missed >= 2) return socket.terminate();
      missed += 1;
      socket.ping();
      beat();
    });
  };
  socket.on('pong', () => {
    missed = 0;
  });
  beat();
  return () => cancel();
}

/** A bucket of calls that fills up again by the second. */
class Budget {
  readonly #scheduler: Scheduler;
  #left: number = socketLimits.burst;
  #cancel: (() => void) | undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  spend(): boolean {
    this.#left -= 1;
    this.#refillLater();
    return this.#left >= 0;
  }

  close(): void {
    this.#cancel?.();
  }

  #refillLater(): void {
    this.#cancel ??= this.#scheduler.after(1_000, () => {
      this.#cancel = undefined;
      this.#left = Math.min(socketLimits.burst, Math.max(0, this.#left) + socketLimits.perSecond);
      if (this.#left < socketLimits.burst) this.#refillLater();
    });
  }
}
