import { type Connection, connect, type FileKey } from './driver.ts';
import { faultBehind } from './fault.ts';
import type { Content } from './judge.ts';
import { applicationId, layoutVersion } from './tables.ts';

/** What a database file says of itself, read with all changes its log has, and without touching either. */
export function contentOf(path: string, key: FileKey | undefined): Content {
  const connection = connect(path, { key, mustExist: true, readOnly: true });
  try {
    return read(connection);
  } catch (error) {
    if (faultBehind(error)?.fault === 'DAMAGED') return { kind: 'UNREADABLE' };
    throw error;
  } finally {
    connection.close();
  }
}

function read(connection: Connection): Content {
  const version = Number(connection.pragma('user_version'));
  if (connection.pragma('application_id') !== applicationId) return { kind: 'FOREIGN' };
  if (version > layoutVersion) return { kind: 'NEWER' };
  const value = connection.prepare('SELECT value FROM fact WHERE name = ?');
  const fact = (name: string): string => String(firstOf(value.get(name)) ?? '');
  return {
    kind: 'OURS',
    store: fact('store'),
    incarnation: fact('incarnation'),
    sequence: sequenceOf(connection, Number(fact('sequence'))),
    inUse: fact('inUse') === 'yes',
  };
}

/** The highest number any change has, in any table of documents. */
function sequenceOf(connection: Connection, purgedUpTo: number): number {
  let highest = purgedUpTo;
  for (const row of connection.prepare('SELECT place FROM document_table').all()) {
    const last = connection.prepare(`SELECT max(seq) FROM d${String(firstOf(row))}`).get();
    highest = Math.max(highest, Number(firstOf(last) ?? 0));
  }
  return highest;
}

function firstOf(row: unknown): string | number | undefined {
  const first: unknown = Array.isArray(row) ? row[0] : undefined;
  return typeof first === 'string' || typeof first === 'number' ? first : undefined;
}
