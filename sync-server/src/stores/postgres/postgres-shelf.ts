import type { JsonObject } from '@lapka/shared/base/json.ts';
import { finderName, finderNames, type Shelf, type ShelfDefinition } from '../shelf.ts';
import type { ClinicSession } from './clinic-session.ts';

interface BodyRow {
  readonly body: JsonObject;
}

/** A shelf as a table. With `locks`, whoever asks for an entry is alone with it until the transaction ends. */
export function postgresShelf<Entry, Finder extends string>(
  rows: ClinicSession['rows'],
  definition: ShelfDefinition<Entry, Finder>,
  locks: boolean,
): Shelf<Entry, Finder> {
  const { name, schema, key, expiresAt = () => undefined } = definition;
  const lock = async (what: string): Promise<void> => {
    // A row lock would not do: there may be no row yet, and two that see none would both make it.
    const text = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
    if (locks) await rows({ name: 'shelf-lock', text, values: [`${name} ${what}`] });
  };
  const parsed = (found: readonly BodyRow[]): Entry[] => found.map(({ body }) => schema.parse(body));
  return {
    get: async (wanted) => {
      const text = `select body from ${name} where key = $1`;
      const [, found] = await Promise.all([
        lock(wanted),
        rows<BodyRow>({ name: `${name}-get`, text, values: [wanted] }),
      ]);
      return parsed(found)[0];
    },
    find: async (finder, value, limit = 1_000) => {
      const wanted = finderName(finder, value);
      const text = `select body from ${name} where finders @> array[$1::text] order by key desc limit $2`;
      const [, found] = await Promise.all([
        lock(wanted),
        rows<BodyRow>({ name: `${name}-find`, text, values: [wanted, limit] }),
      ]);
      return parsed(found);
    },
    oldest: async (limit) =>
      parsed(
        await rows<BodyRow>({
          name: `${name}-oldest`,
          text: `select body from ${name} order by key limit $1`,
          values: [limit],
        }),
      ),
    put: async (given) => {
      const entry = schema.parse(given);
      await rows({
        name: `${name}-put`,
        text: `insert into ${name} (key, body, finders, expires_at) values ($1, $2, $3, $4)
          on conflict (key) do update
          set body = excluded.body, finders = excluded.finders, expires_at = excluded.expires_at`,
        values: [key(entry), JSON.stringify(entry), finderNames(definition, entry), expiresAt(entry) ?? null],
      });
    },
    remove: async (wanted) => {
      await rows({ name: `${name}-remove`, text: `delete from ${name} where key = $1`, values: [wanted] });
    },
  };
}
