import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';

/** Electron's part in these tests: it does nothing and remembers what it was asked to do. */
const electron = vi.hoisted(() => ({
  windows: [] as unknown[],
  heard: new Map<string, (...given: unknown[]) => void>(),
}));
vi.mock('electron', () => ({
  app: { enableSandbox: vi.fn(), on: (name: string, listener: () => void) => electron.heard.set(name, listener) },
  ipcMain: { on: (name: string, listener: () => void) => electron.heard.set(name, listener) },
  protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
  session: { defaultSession: {} },
  BrowserWindow: class {
    constructor(options: unknown) {
      electron.windows.push(options);
    }
    once(): void {}
    show(): void {}
    loadURL(url: string): Promise<void> {
      electron.windows.push(url);
      return Promise.resolve();
    }
  },
}));

const { answer } = await import('./app-protocol.ts');
const { isOurPage, openBridgeDoor } = await import('./bridge-door.ts');
const { harden } = await import('./harden.ts');
const { createWindow } = await import('./window.ts');

const folder = mkdtempSync(path.join(tmpdir(), 'lapka-shell-'));
writeFileSync(path.join(folder, 'index.html'), '<p>');
symlinkSync('/etc/hostname', path.join(folder, 'out.html'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  electron.windows.length = 0;
  electron.heard.clear();
});

describe('the window', () => {
  test('has every right of the machine taken from its page', () => {
    createWindow('/app/preload.cjs');
    const [options, url] = electron.windows;
    expect(url).toBe('app://desk/index.html');
    expect(options).toMatchObject({
      webPreferences: {
        preload: path.resolve('/app/preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
      },
    });
  });
});

describe('the door from the page to the clinic node', () => {
  const top = (url: string) => ({ senderFrame: { url, parent: null } }) as never;

  test.each([
    ['no frame at all', { senderFrame: null } as never],
    ['a frame inside the page', { senderFrame: { url: 'app://desk/', parent: {} } } as never],
    ['a file', top('file:///app/index.html')],
    ['a site', top('https://app.desk/')],
    ['a look-alike', top('app://desk.evil/')],
    ['text as a page', top('data:text/html,app://desk/')],
    ['an empty page', top('about:blank')],
    ['the developer tools', top('devtools://app/')],
  ])('is shut to %s', (_, event) => {
    expect(isOurPage(event)).toBe(false);
  });

  test('hands exactly the port of our page on', () => {
    const posted: unknown[][] = [];
    openBridgeDoor({ postMessage: (...given: unknown[]) => void posted.push(given) } as never);
    const say = electron.heard.get('lapka:bridge');
    say?.({ senderFrame: { url: 'https://evil.example/', parent: null }, ports: ['foreign'] });
    say?.({ senderFrame: { url: 'app://desk/index.html', parent: null }, ports: [] });
    say?.({ senderFrame: { url: 'app://desk/index.html', parent: null }, ports: ['ours'] });
    expect(posted).toEqual([[{ t: 'BRIDGE' }, ['ours']]]);
  });
});

describe('the pages of the program', () => {
  test('come with a policy that lets no other origin in', async () => {
    const response = await answer(folder, 'GET', 'app://desk/index.html');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    'app://desk/../secret',
    'app://desk/%2e%2e/secret',
    'app://desk/..%2fsecret',
    'app://desk/..\\secret',
    'app://desk/%00index.html',
    'app://desk//etc/hostname',
    'app://other/index.html',
    'app://desk/out.html',
    'file:///etc/hostname',
    'nonsense',
  ])('are nothing outside their folder: %s', async (url) => {
    expect((await answer(folder, 'GET', url)).status).toBe(404);
  });

  test('are only read', async () => {
    expect((await answer(folder, 'POST', 'app://desk/index.html')).status).toBe(404);
  });
});

describe('every page Electron ever opens', () => {
  test('stays where it is, opens no window and holds no other page', () => {
    harden();
    const events = new Map<string, (event: unknown, url?: string) => void>();
    const handlers: (() => unknown)[] = [];
    electron.heard.get('web-contents-created')?.(
      {},
      {
        on: (name: string, listener: () => void) => events.set(name, listener),
        setWindowOpenHandler: (handler: () => unknown) => handlers.push(handler),
      },
    );
    const isStopped = (name: string, url: string): boolean => {
      const preventDefault = vi.fn();
      events.get(name)?.({ preventDefault }, url);
      return preventDefault.mock.calls.length > 0;
    };
    expect(handlers.map((handler) => handler())).toEqual([{ action: 'deny' }]);
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      expect(isStopped(name, 'https://evil.example/'), name).toBe(true);
    }
    expect(isStopped('will-navigate', 'app://desk/index.html')).toBe(false);
  });
});
