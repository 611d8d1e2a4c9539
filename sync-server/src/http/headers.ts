import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const year = 365 * 24 * 60 * 60;
const common = {
  strictTransportSecurity: { maxAge: year, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
} as const;

/** Answers of the API are nothing a browser shows: it may do nothing with them, and keep nothing of them. */
export const apiHeaders: readonly RequestHandler[] = [
  helmet({
    ...common,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        sandbox: [],
      },
    },
  }),
  (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  },
];

/** The owners' pages run our own scripts and nothing else, not even written into the page. */
export const portalHeaders: RequestHandler = helmet({
  ...common,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
});

/** Gives every request a number of ours, in the answer and in the log. One that the caller sends is not believed. */
export const numbered: RequestHandler = (_request, response, next) => {
  const number = randomUUID();
  response.locals['request'] = number;
  response.set('x-request-id', number);
  next();
};

/** Lets the pages of these sites call, by their exact name, and no others. Nothing is sent along by itself (no cookies). */
export function corsFor(origins: readonly string[]): RequestHandler {
  const known = new Set(origins);
  return (request, response, next) => {
    const origin = request.get('origin');
    response.vary('origin');
    if (origin !== undefined && known.has(origin)) {
      response.set({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'retry-after, x-request-id, content-range',
      });
      if (request.method === 'OPTIONS') {
        response.set({
          'access-control-allow-methods': 'GET, POST, PUT, DELETE',
          'access-control-allow-headers': 'authorization, content-type, range',
          'access-control-max-age': '600',
        });
      }
    }
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}
