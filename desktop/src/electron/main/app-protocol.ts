import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';

/** The page comes from our own scheme: `file://` gives a page more rights than it should have. */
export const appOrigin = 'app://desk';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Answers the page's requests from one folder. */
export function serveApp(folder: string): void {
  protocol.handle('app', (request) => answer(folder, request.method, request.url));
}

export async function answer(folder: string, method: string, url: string): Promise<Response> {
  const headers = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
  const file = method === 'GET' ? await fileOf(folder, url) : undefined;
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || content === undefined) return new Response(null, { status: 404, headers });
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(content), { headers: { ...headers, 'content-type': type } });
}

/** The file an address names, if it lies in the folder, also when a link is followed. */
async function fileOf(folder: string, url: string): Promise<string | undefined> {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  if (host !== 'desk' || /%|\\|\0/.test(pathname)) return undefined;
  const root = await realpath(folder);
  const file = await realpath(path.join(root, pathname)).catch(() => undefined);
  return file?.startsWith(root + path.sep) === true ? file : undefined;
}
