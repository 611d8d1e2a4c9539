import { createHash } from 'node:crypto';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { answer } from '@lapka/shared/domain/find.ts';
import type { Need, World } from '@lapka/shared/domain/world.ts';
import { answeredWorld, questionOf } from '../answered-world.ts';
import { filterOf, type TableFields } from './find-sql.ts';
import { type DocumentAccess, holdsHeads, readRows } from './read-documents.ts';
import { getRows } from './get-rows.ts';

type Answers = Map<string, readonly DocumentFields[]>;

/** Fetches the answers to all questions: gets and keys of a collection together, searches one by one, each only once. */
export async function fetchWorld(access: DocumentAccess, needs: readonly Need[]): Promise<World> {
  const questions = new Map(needs.map((need) => [questionOf(need), need]));
  const answers: Answers = new Map();
  await Promise.all([
    ...[...groupedByCollection(questions.values(), 'get')].map(([name, group]) =>
      fetchGets(access, name, group, answers),
    ),
    ...[...groupedByCollection(questions.values(), 'byKey')].map(([name, group]) =>
      fetchKeys(access, name, group, answers),
    ),
    ...[...questions.values()].map((need) => (need.kind === 'find' ? fetchFind(access, need, answers) : undefined)),
  ]);
  return answeredWorld(answers);
}

type NeedOf<Kind extends Need['kind']> = Extract<Need, { readonly kind: Kind }>;

function groupedByCollection<Kind extends Need['kind']>(
  needs: Iterable<Need>,
  kind: Kind,
): ReadonlyMap<CollectionName, readonly NeedOf<Kind>[]> {
  const isWanted = (need: Need): need is NeedOf<Kind> => need.kind === kind;
  return Map.groupBy([...needs].filter(isWanted), ({ collection }) => collection.name);
}

async function fetchGets(
  access: DocumentAccess,
  collection: CollectionName,
  needs: readonly NeedOf<'get'>[],
  answers: Answers,
): Promise<void> {
  const rows = await getRows(
    access,
    collection,
    needs.map(({ id }) => id),
  );
  const living = new Map(rows.filter(({ deleted }) => !deleted).map(({ id, body }) => [id, body]));
  for (const need of needs) {
    const found = living.get(need.id);
    answers.set(questionOf(need), found === undefined ? [] : [found]);
  }
}

async function fetchKeys(
  access: DocumentAccess,
  collection: CollectionName,
  needs: readonly NeedOf<'byKey'>[],
  answers: Answers,
): Promise<void> {
  const held = await access.session.rows<{ readonly id: string; readonly key: string; readonly value: string }>({
    name: 'keys-find',
    text: `select id, key, value from document_key
      where collection = $1 and (key, value) in (select * from unnest($2::text[], $3::text[]))
      order by id`,
    values: [collection, needs.map(({ key }) => key), needs.map(({ value }) => value)],
  });
  const rows = await getRows(access, collection, [...new Set(held.map(({ id }) => id))]);
  const documents = new Map(rows.map(({ id, body }) => [id, body]));
  for (const need of needs) {
    const holders = held.filter(({ key, value }) => key === need.key && value === need.value);
    answers.set(
      questionOf(need),
      holders.flatMap(({ id }) => documents.get(id) ?? []),
    );
  }
}

async function fetchFind(access: DocumentAccess, need: NeedOf<'find'>, answers: Answers): Promise<void> {
  const { name } = need.collection;
  const filter = filterOf(need.find, fieldsOf(access, name));
  const clause = `where ${filter.text}`;
  const shape = createHash('sha256').update(clause).digest('hex').slice(0, 32);
  const rows = await readRows(access, name, shape, clause, filter.values);
  answers.set(
    questionOf(need),
    answer(
      rows.map(({ body }) => body),
      need.find,
    ),
  );
}

/** A head holds the indexed fields only; any other question about a record is answered from its text. */
function fieldsOf(access: DocumentAccess, collection: CollectionName): TableFields {
  const columns = access.fieldColumnsOf(collection);
  const indexed = new Set(access.definitionOf(collection)?.indexes.flat());
  return { columns, paths: holdsHeads(access, collection) ? indexed : undefined };
}
