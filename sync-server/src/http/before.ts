import type { RequestHandler } from 'express';
import type { BusinessEvents } from '../observe/business-events.ts';

/** Measures how long a route takes, until the answer has left or the caller has gone. */
export function measured(events: BusinessEvents, route: string): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { method } = request;
      events.answered({ method, route, status: response.statusCode }, (performance.now() - began) / 1000);
    });
    next();
  };
}

/** A body that is not said to be JSON is refused rather than overlooked. */
export const onlyJson: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  next(hasBody && !request.is('application/json') ? new NotJson() : undefined);
};

class NotJson extends Error {
  readonly status = 415;
}
