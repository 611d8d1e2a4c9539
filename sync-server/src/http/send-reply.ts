import { pipeline } from 'node:stream/promises';
import { unreachable } from '@lapka/shared/base/assert.ts';
import type { Response } from 'express';
import type { Reply } from './route.ts';

export async function sendReply(response: Response, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'JSON':
      response.status(reply.status).json(reply.value);
      return;
    case 'TEXT':
      response.type(reply.type).send(reply.text);
      return;
    case 'BYTES':
      response.status(reply.status).set(reply.headers);
      await sent(pipeline(reply.bytes, response));
      return;
    case 'NOTHING':
      response.status(204).end();
      return;
    default:
      unreachable(reply);
  }
}

/** Somebody who goes away in the middle of a download is nothing to report. */
async function sent(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (problem) {
    const isGone = problem instanceof Error && 'code' in problem && problem.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isGone) throw problem;
  }
}
