import { readFile, realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Only our own scripts and styles; a stolen page cannot be framed or made to load from elsewhere. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Answers GET with the files of one folder and nothing outside it; unknown paths without a dot get the start page. */
export function staticFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const file = request.method === 'GET' ? await fileFor(folder, request.url ?? '/') : undefined;
    if (file === undefined) {
      response.writeHead(request.method === 'GET' ? 404 : 405, headers).end();
      return;
    }
    const isHashed = file.name.includes(`${path.sep}assets${path.sep}`);
    response
      .writeHead(200, {
        ...headers,
        'content-type': types[path.extname(file.name)] ?? 'application/octet-stream',
        'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
      .end(file.content);
  };
}

async function fileFor(folder: string, url: string): Promise<{ name: string; content: Buffer } | undefined> {
  if (!URL.canParse(url, 'http://localhost')) return undefined;
  const wanted = new URL(url, 'http://localhost').pathname;
  const relative = decoded(wanted === '/' || !wanted.includes('.') ? '/index.html' : wanted);
  if (relative === undefined || relative.includes('\0') || relative.includes('\\')) return undefined;
  try {
    const root = await realpath(folder);
    const name = await realpath(path.join(root, relative));
    if (!name.startsWith(root + path.sep)) return undefined;
    return { name, content: await readFile(name) };
  } catch (failure) {
    if (isMissing(failure)) return undefined;
    throw failure;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape is an address of nothing.
    return undefined;
  }
}

function isMissing(failure: unknown): boolean {
  return (
    failure instanceof Error && 'code' in failure && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(failure.code))
  );
}
