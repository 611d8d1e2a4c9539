import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { largestInflated, worthDeflating } from '@lapka/shared/protocol/frames.ts';
import { byeCodes } from '@lapka/shared/protocol/bye.ts';
import type { NodeLine, NodeLineListener } from './node-line.ts';

/** A line over one WebSocket. Large frames go out deflated once the other side is known to understand them (SESSION-9). */
export class WebSocketLine implements NodeLine {
  readonly #socket: WebSocket;
  #deflates = false;

  constructor(socket: WebSocket, logger: Logger) {
    this.#socket = socket;
    socket.on('error', (error) => logger.debug('session socket error', { message: error.message }));
  }

  listen(listener: NodeLineListener): void {
    this.#socket.on('message', (data: Buffer, isBinary) => {
      const text = isBinary ? inflated(data) : data.toString();
      if (text === undefined) this.close(byeCodes.BAD_FRAME, 'BAD_FRAME');
      else listener.received(text);
    });
    this.#socket.on('close', () => listener.gone());
  }

  deflateFromNowOn(): void {
    this.#deflates = true;
  }

  send(text: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(this.#deflates && text.length > worthDeflating ? deflated(text) : text);
  }

  unread(): number {
    return this.#socket.bufferedAmount;
  }

  hold(isHeld: boolean): void {
    if (isHeld) this.#socket.pause();
    else this.#socket.resume();
  }

  close(code: number, reason: string): void {
    // A socket that is held would never see the other side's answer to the close.
    this.#socket.resume();
    this.#socket.close(code, reason);
  }

  cut(): void {
    this.#socket.terminate();
  }
}

/** The fastest level: it makes JSON five times smaller, and the highest one six times. */
function deflated(text: string): Buffer {
  return deflateRawSync(text, { level: constants.Z_BEST_SPEED });
}

function inflated(data: Buffer): string | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: largestInflated }).toString();
  } catch {
    // Not deflated at all, cut off, or made to fill the memory.
    return undefined;
  }
}
