import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge } from './layers.ts';
import { root } from './run.ts';

const sources = globSync(['{shared,desktop,sync-server}/**/*.{ts,tsx}'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/fixtures/**', '**/out/**', '**/dist/**'],
}).map((file) => file.replaceAll(path.sep, '/'));

/** Each fixture is a small wrong file; its first line says where it pretends to be and what must be answered. */
const fixtures = globSync('shared/tooling/fixtures/layers/*', { cwd: root }).map((file) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  const [, place = '', answer = ''] = /^\/\/ (\S+) -> (.+)\n/.exec(source) ?? [];
  return { name: path.basename(file), place, answer, source };
});

describe('the layers', () => {
  it('are kept by every file of the project', () => {
    const complaints = sources.flatMap((file) => judge(file, readFileSync(path.join(root, file), 'utf8')));
    expect(complaints.map(({ message }) => message)).toEqual([]);
    expect(sources.length).toBeGreaterThan(20);
  });

  it.each(fixtures)('refuse $name and say what to do instead', ({ place, answer, source }) => {
    expect(judge(place, source).map(({ message }) => message)).toEqual([`${place} ${answer}`]);
  });

  it('have a fixture for each kind of trespass', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(8);
  });

  it('do not mistake members, keys and own names for globals', () => {
    const source = `
      interface Booking { document: string; window?: string }
      export function read(booking: Booking, process: string): string {
        const shown = { document: booking.document, process };
        return shown.document + process;
      }`;
    expect(judge('shared/src/domain/bookings/x.ts', source)).toEqual([]);
  });
});
