import path from 'node:path';
import { app, utilityProcess } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { openBridgeDoor } from './bridge-door.ts';
import { harden, hardenDefaultSession } from './harden.ts';
import { createWindow } from './window.ts';

/** The shell: one window around the screen, and the clinic node in a process of its own. */

const built = path.resolve(import.meta.dirname, '..');

if (app.requestSingleInstanceLock()) await start();
else app.quit();

async function start(): Promise<void> {
  registerAppScheme();
  harden();
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  hardenDefaultSession();
  serveApp(path.join(built, 'ui'));
  const data = path.join(app.getPath('userData'), 'desk');
  const node = utilityProcess.fork(path.join(built, 'node/main.js'), ['--data', data], { serviceName: 'lapka-node' });
  openBridgeDoor(node);
  const window = createWindow(path.join(built, 'preload/preload.cjs'));
  app.on('second-instance', () => window.focus());
  app.on('will-quit', () => node.kill());
}
