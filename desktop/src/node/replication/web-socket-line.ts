import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { largestFrame, largestInflated, worthDeflating } from '@lapka/shared/protocol/frames.ts';
import type { Dial } from './line.ts';

/** Lines over WebSockets. Large frames are deflated both ways (SESSION-9); the server understands that from the start. */
export function dialWebSocket(url: string, logger: Logger): Dial {
  return (listener) => {
    const socket = new WebSocket(url, {
      maxPayload: largestFrame,
      perMessageDeflate: false,
      handshakeTimeout: 10_000,
    });
    socket.on('message', (data: Buffer, isBinary) => {
      const text = isBinary ? inflated(data) : data.toString();
      if (text === undefined) socket.terminate();
      else listener.received(text);
    });
    socket.on('error', (error) => logger.debug('line error', { message: error.message }));
    socket.on('close', () => listener.gone());
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text.length > worthDeflating ? deflated(text) : text);
      },
      cut: () => socket.terminate(),
    };
  };
}

function deflated(text: string): Buffer {
  return deflateRawSync(text, { level: constants.Z_BEST_SPEED });
}

function inflated(data: Buffer): string | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: largestInflated }).toString();
  } catch {
    // Not deflated at all, cut off, or larger than any frame of ours.
    return undefined;
  }
}
