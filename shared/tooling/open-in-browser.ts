import { spawn } from 'node:child_process';

/** Opens a page with whatever this system opens pages with; answers what to tell the person about it. */
export function openInBrowser(url: string): string {
  const [command, ...args] = opener(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // Without a desktop there is nothing that opens pages; the card has the address.
  child.on('error', () => {});
  child.unref();
  return `the front desk opens in the browser: ${url}`;
}

function opener(url: string): readonly [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      return ['cmd', '/c', 'start', '', url];
    default:
      return ['xdg-open', url];
  }
}
