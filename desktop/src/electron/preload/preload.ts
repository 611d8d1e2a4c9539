import { contextBridge, ipcRenderer } from 'electron';

/**
 * Hands the page's port over to the clinic node, and nothing else: the page gets no other way into the machine. It runs
 * sandboxed, so it is bundled into one file that requires only electron.
 */
contextBridge.exposeInMainWorld('lapkaShell', { version: 1 });

window.addEventListener('message', ({ source, data, ports, origin }: MessageEvent<unknown>) => {
  const [port] = ports;
  if (source !== window || origin !== location.origin || data !== 'lapka:bridge' || port === undefined) return;
  ipcRenderer.postMessage('lapka:bridge', null, [port]);
});
