import { ipcMain, type IpcMainEvent, type UtilityProcess } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** The only message a page may send: here is my port, connect it to the clinic node. */
export function openBridgeDoor(node: UtilityProcess): void {
  ipcMain.on('lapka:bridge', (event) => {
    const [port] = event.ports;
    if (!isOurPage(event) || port === undefined) return;
    node.postMessage({ t: 'BRIDGE' }, [port]);
  });
}

/** Frames inside a page and pages of other origins are not answered. */
export function isOurPage({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return URL.canParse(senderFrame.url) && senderFrame.url.startsWith(`${appOrigin}/`);
}
