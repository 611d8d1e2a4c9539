import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, type Result } from '@lapka/shared/base/result.ts';
import { forgottenAfterDays } from './tablets.ts';
import { languageOf, pairPage } from './pair-page.ts';

export interface LanPagesParts {
  readonly encrypted: boolean;
  /** PEM, when there is TLS. */
  readonly authority: string | undefined;
  readonly isKnown: (request: IncomingMessage) => boolean;
  /** What a tablet is to show from now on, for the right code. */
  readonly pair: (code: string, address: string) => Result<string, Failure>;
  /** The front desk itself. */
  readonly files: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const largestForm = 1_024;

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // With none at all, browsers would hide the origin of the form as well.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** What a browser in the clinic's network is answered: the front desk when it was let in, else the way in. */
export function lanPages(parts: LanPagesParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (path === '/authority.crt' && request.method === 'GET' && parts.authority !== undefined) {
      response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert' }).end(parts.authority);
    } else if (path === '/pair' && request.method === 'POST') {
      void pair(parts, request, response);
    } else if (parts.isKnown(request)) {
      if (path === '/pair') redirect(response, '/');
      else void parts.files(request, response);
    } else if (path === '/pair') {
      showPage(parts, request, response, undefined);
    } else {
      redirect(response, '/pair');
    }
  };
}

/** The cookie a tablet is known by. `__Host-` keeps it to this address and to TLS, where there is TLS. */
export function shownCookie(request: IncomingMessage, encrypted: boolean): string | undefined {
  const name = cookieName(encrypted);
  const cookies = request.headers.cookie?.split(';').map((cookie) => cookie.trim()) ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

async function pair(parts: LanPagesParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const code = isOwnForm(request) ? await codeIn(request) : undefined;
  const paired =
    code === undefined
      ? err(failure('BAD_INPUT', { fields: ['code'] }))
      : parts.pair(code, request.socket.remoteAddress ?? '');
  if (!paired.ok) return showPage(parts, request, response, paired.error);
  const cookie = [
    `${cookieName(parts.encrypted)}=${paired.value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${forgottenAfterDays * 86_400}`,
    ...(parts.encrypted ? ['Secure'] : []),
  ];
  response.setHeader('set-cookie', cookie.join('; '));
  redirect(response, '/');
}

/** A form of another page must not let a tablet in. Browsers say where a form comes from. */
function isOwnForm({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

async function codeIn(request: IncomingMessage): Promise<string | undefined> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) {
    body += String(piece);
    if (body.length > largestForm) return undefined;
  }
  return new URLSearchParams(body).get('code') ?? undefined;
}

function showPage(
  { authority }: LanPagesParts,
  request: IncomingMessage,
  response: ServerResponse,
  problem: Failure | undefined,
): void {
  const page = pairPage(languageOf(request.headers['accept-language']), {
    problem,
    hasAuthority: authority !== undefined,
  });
  response.writeHead(problem === undefined ? 200 : 403, pageHeaders).end(page);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to, 'content-length': 0, 'cache-control': 'no-store' }).end();
}

function cookieName(encrypted: boolean): string {
  return encrypted ? '__Host-lapka-tablet' : 'lapka-tablet';
}
