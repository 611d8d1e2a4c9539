import type { BridgeLines } from './bridge-lines.ts';

/** A MessagePort as Node and the worker threads have it. */
interface NodePort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (data: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
}

/** A MessagePort as Electron's utility process gets it: started by hand, with the message inside an event. */
export interface ElectronPort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Serves the bridge over a port of Node: a worker, or a test. */
export function servePort(lines: BridgeLines, port: NodePort): void {
  const ears = lines.open({ kind: 'WINDOW' }, lineOver(port));
  port.on('message', (frame) => {
    if (isFrame(frame)) ears.received(frame);
    else port.close();
  });
  port.on('close', () => ears.ended());
}

/** Serves the bridge to the window of Electron. */
export function serveElectronPort(lines: BridgeLines, port: ElectronPort): void {
  const ears = lines.open({ kind: 'WINDOW' }, lineOver(port));
  port.on('message', ({ data }) => {
    if (isFrame(data)) ears.received(data);
    else port.close();
  });
  port.on('close', () => ears.ended());
  port.start();
}

function lineOver(port: Pick<NodePort, 'postMessage' | 'close'>) {
  return { send: (frame: string | Uint8Array) => port.postMessage(frame), cut: () => port.close() };
}

function isFrame(data: unknown): data is string | Uint8Array {
  return typeof data === 'string' || data instanceof Uint8Array;
}
