import { randomInt } from 'node:crypto';
import type { ServerSecret } from './server-secret.ts';

/** Without the letters and digits people take for one another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Six digits, for a message that is read and typed at once. */
export function newShortCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Letters in groups of four: five bits each. */
export function newLongCode(groups: number): string {
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What is kept of a code. `about` says whose and for what, so that equal codes have different hashes. */
export function codeHash(secret: ServerSecret, about: string, code: string): string {
  return secret.hash('CODES', `${about} ${code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`);
}
