import type { Clock } from '@lapka/shared/base/clock.ts';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { AccountParts } from '../accounts/account-parts.ts';
import type { BusinessEvents } from '../observe/business-events.ts';
import { measured, onlyJson } from './before.ts';
import { apiHeaders, corsFor, numbered, portalHeaders } from './headers.ts';
import { letIn } from './let-in.ts';
import { rateLimiters, type RateLimits, usualLimits } from './rate-limits.ts';
import { refuse } from './refuse.ts';
import { sendReply } from './send-reply.ts';
import type { Route } from './route.ts';

export interface AppParts {
  readonly account: AccountParts;
  readonly routes: readonly Route[];
  readonly events: BusinessEvents;
  readonly clock: Clock;
  readonly portalFolder: string;
  /** How many proxies stand before the server; only so many are believed about where a request came from. */
  readonly trustedProxies: number;
  /** The other sites whose pages may call. */
  readonly corsOrigins: readonly string[];
  readonly limits?: RateLimits;
}

const largestBody = 256 * 1024;

/** The HTTP part: every route of the table, the owners' pages, and nothing else. */
export function createApp(parts: AppParts): Express {
  const { routes, events, clock, portalFolder, trustedProxies, corsOrigins, limits = usualLimits } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustedProxies);
  app.set('query parser', 'simple');
  app.use(numbered);
  app.use('/portal', portalHeaders, express.static(portalFolder, { dotfiles: 'ignore', index: 'index.html' }));
  app.use(...apiHeaders, corsFor(corsOrigins));
  const paces = rateLimiters(limits, clock);
  for (const route of routes) {
    const { method, path, pace, takesBytes } = route;
    const expressPath = path.replaceAll(/\{(\w+)\}/g, ':$1');
    const before: RequestHandler[] = [measured(events, path)];
    if (pace !== 'UNLIMITED') before.push(paces[pace]);
    if (!takesBytes) before.push(onlyJson, express.json({ limit: largestBody, strict: true }));
    before.push(answer(parts, route));
    register(app, method, expressPath, before);
  }
  app.use((_request, response) => refuse(response, events, { code: 'NO_SUCH_ADDRESS', details: {} }));
  app.use((problem: unknown, _request: Request, response: Response, _next: NextFunction) => {
    refuse(response, events, problem);
  });
  return app;
}

function answer({ account, events }: AppParts, route: Route): RequestHandler {
  return async (request, response) => {
    const party = await letIn(account, route, request.get('authorization'));
    if (!party.ok) return refuse(response, events, party.error);
    const { params, query } = request;
    const body: unknown = request.body;
    const result = await route.handle({
      params,
      query,
      body,
      party: party.value,
      origin: { address: request.ip ?? '' },
      stream: request,
      header: (name) => request.get(name),
    });
    return result.ok ? await sendReply(response, result.value) : refuse(response, events, result.error);
  };
}

function register(app: Express, method: Route['method'], path: string, handlers: readonly RequestHandler[]): void {
  switch (method) {
    case 'GET':
      return void app.get(path, ...handlers);
    case 'POST':
      return void app.post(path, ...handlers);
    case 'PUT':
      return void app.put(path, ...handlers);
    case 'DELETE':
      return void app.delete(path, ...handlers);
  }
}
