import { app, session } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** Nothing leaves our own page, and no page is given a right of the machine. */
export function harden(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void }, url: string): void => {
      if (!url.startsWith(`${appOrigin}/`)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  app.on('session-created', refusePermissions);
}

/** Called once the app is ready, for the session the window uses. */
export function hardenDefaultSession(): void {
  refusePermissions(session.defaultSession);
}

function refusePermissions(of: Electron.Session): void {
  of.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  of.setPermissionCheckHandler(() => false);
  of.setDevicePermissionHandler(() => false);
}
