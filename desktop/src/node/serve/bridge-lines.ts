import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { type EncodedMessage, ServerPeer } from '@orpc/standard-server-peer';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Id, IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { callDeadline } from './call-deadline.ts';
import { callFailures } from './call-failures.ts';
import type { BridgeRouter } from './router.ts';
import type { Context, Place, Session } from './session.ts';
import type { Sessions } from './sessions.ts';

type Frame = string | Uint8Array;

/** One way out to one screen, whatever carries it. */
export interface ScreenLine {
  /** Resolves when the frame has left, so that a stream waits for a slow reader. */
  send(frame: Frame): void | Promise<void>;
  /** Ends the line. `ended` is called for it. */
  cut(reason: LineEnd): void;
}

/** Why a line is cut: what came in is no call of ours, the desk now serves something else, the tablet was shut out. */
export type LineEnd = 'BAD_FRAME' | 'DESK_CHANGED' | 'SHUT_OUT';

/** What the carrier of a line tells. */
export interface LineEars {
  received(frame: Frame): void;
  ended(): void;
}

/** What there is to serve at this moment. */
export interface Served {
  readonly router: BridgeRouter;
  readonly sessions: Pick<Sessions, 'arrived' | 'left'>;
}

export interface BridgeLinesParts {
  readonly served: () => Served;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly ids: IdMaker;
}

interface OpenLine {
  readonly place: Place;
  readonly line: ScreenLine;
  readonly end: () => void;
}

/**
 * The lines to all screens: a port of Electron, a socket of a browser, a tablet in the network. All are answered by the
 * same router; one line is one session.
 */
export class BridgeLines implements Closable {
  readonly #parts: BridgeLinesParts;
  readonly #open = new Set<OpenLine>();
  readonly #handlers = new WeakMap<BridgeRouter, StandardRPCHandler<Context>>();

  constructor(parts: BridgeLinesParts) {
    this.#parts = parts;
  }

  open(place: Place, line: ScreenLine): LineEars {
    const { router, sessions } = this.#parts.served();
    const session: Session = sessions.arrived(place);
    const answer = createServerPeerHandleRequestFn(this.#handlerOf(router), { context: { session } });
    const peer = new ServerPeer(async (frame) => line.send(bytesOf(frame)));
    const opened: OpenLine = {
      place,
      line,
      end: () => {
        if (!this.#open.delete(opened)) return;
        peer.close();
        sessions.left(session);
      },
    };
    this.#open.add(opened);
    const received = async (frame: Frame): Promise<void> => {
      try {
        await peer.message(frame, answer);
      } catch (thrown) {
        // What our calls throw is answered by them: this is a frame that is none, or a line that has just ended.
        if (this.#open.has(opened)) this.#cutBad(line, thrown);
      }
    };
    return { received: (frame) => void received(frame), ended: opened.end };
  }

  /** Ends all lines, because something else is to be served; the screens come back by themselves. */
  cutAll(): void {
    for (const opened of this.#open) cut(opened, 'DESK_CHANGED');
  }

  cutTablet(tablet: Id<'Tablet'>): void {
    for (const opened of this.#open) {
      if (opened.place.kind === 'TABLET' && opened.place.tablet === tablet) cut(opened, 'SHUT_OUT');
    }
  }

  isConnected(tablet: Id<'Tablet'>): boolean {
    return [...this.#open].some(({ place }) => place.kind === 'TABLET' && place.tablet === tablet);
  }

  close(): Promise<void> {
    this.cutAll();
    return Promise.resolve();
  }

  #cutBad(line: ScreenLine, thrown: unknown): void {
    this.#parts.logger.warn('bridge: frame not understood', {
      kind: thrown instanceof Error ? thrown.name : 'unknown',
    });
    line.cut('BAD_FRAME');
  }

  #handlerOf(router: BridgeRouter): StandardRPCHandler<Context> {
    const { logger, ids, scheduler } = this.#parts;
    const known = this.#handlers.get(router);
    if (known !== undefined) return known;
    const made = new StandardRPCHandler<Context>(router, {
      clientInterceptors: [callFailures(logger, ids), callDeadline(scheduler)],
    });
    this.#handlers.set(router, made);
    return made;
  }
}

function cut({ line, end }: OpenLine, reason: LineEnd): void {
  end();
  line.cut(reason);
}

function bytesOf(frame: EncodedMessage): Frame {
  return typeof frame === 'string' || frame instanceof Uint8Array ? frame : new Uint8Array(frame);
}
