import { z } from 'zod';
import { assert, BrokenPromise } from '../base/assert.ts';
import type { AnyCollection } from './collection.ts';

/**
 * What RxDB has to know of a collection: its version, its id, the fields it is searched by with their sizes, and the
 * names of all others. Documents are checked by the collection's own schema, so more is not said here.
 */
export interface RxSchema {
  /** RxDB counts versions from zero. */
  readonly version: number;
  readonly primaryKey: 'id';
  readonly type: 'object';
  readonly properties: Readonly<Record<string, RxField>>;
  readonly required: readonly string[];
  readonly indexes: readonly (readonly string[])[];
}

export type RxField =
  | { readonly type: 'string'; readonly maxLength: number }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number; readonly multipleOf: 1 }
  | { readonly type: 'boolean' }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, RxField>>;
      readonly required: readonly string[];
    }
  | Readonly<Record<string, never>>;

/** The longest text RxDB lets into an index. */
const longestIndexed = 2048;

/** The RxDB schema of a collection. A definition that asks for an index RxDB cannot keep is a bug and throws. */
export function rxSchemaOf(definition: Pick<AnyCollection, 'schema' | 'version' | 'indexes'>): RxSchema {
  const described = describe(definition.schema);
  const properties = new Map<string, RxField>(namesIn(described).map((name) => [name, {}]));
  const paths = new Set(['id', ...definition.indexes.flat()]);
  for (const path of paths) place(properties, path.split('.'), fieldAt(described, path));
  return {
    version: definition.version - 1,
    primaryKey: 'id',
    type: 'object',
    properties: Object.fromEntries(properties),
    required: ['id'],
    indexes: definition.indexes.map((index) => [...index]),
  };
}

/** The upgrades as RxDB wants them: strategy n leads from its version n - 1 to its version n. */
export function rxMigrations({
  version,
  upgrades,
}: Pick<AnyCollection, 'version' | 'upgrades'>): AnyCollection['upgrades'] {
  for (let step = 1; step < version; step++) assert(upgrades[step] !== undefined, `no upgrade from version ${step}`);
  return upgrades;
}

/** The part of a JSON schema this looks at. */
const describedSchema = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
});
type Described = z.infer<typeof describedSchema>;

function describe(schema: z.ZodType): Described[] {
  return variants(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }));
}

/** The plain schemas a schema is made of: a union has the fields of all its members. */
function variants(schema: unknown): Described[] {
  const described = describedSchema.parse(schema);
  const inner = [...(described.anyOf ?? []), ...(described.oneOf ?? []), ...(described.allOf ?? [])];
  return inner.length === 0 ? [described] : inner.flatMap(variants);
}

function namesIn(schemas: readonly Described[]): string[] {
  return [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))].toSorted();
}

function fieldAt(schemas: readonly Described[], path: string): RxField {
  const steps = path.split('.');
  let here = schemas;
  let isAlwaysThere = true;
  for (const step of steps) {
    isAlwaysThere &&= here.every(({ required }) => required?.includes(step) === true);
    here = here.flatMap(({ properties }) => (properties?.[step] === undefined ? [] : variants(properties[step])));
  }
  const types = new Set(here.map(typeOf));
  const [type] = types;
  if (types.size !== 1) {
    throw new BrokenPromise(`an index needs one kind of value at ${path}, found ${[...types].join()}`);
  }
  switch (type) {
    case 'string':
      return { type, maxLength: longest(here, path) };
    case 'integer': {
      const minimum = Math.min(...here.map((one) => one.minimum ?? Number.MIN_SAFE_INTEGER));
      const maximum = Math.max(...here.map((one) => one.maximum ?? Number.MAX_SAFE_INTEGER));
      return { type, minimum, maximum, multipleOf: 1 };
    }
    case 'boolean':
      assert(isAlwaysThere, `an indexed yes or no must always be there: ${path}`);
      return { type };
    default:
      throw new BrokenPromise(`no index can be kept on ${path}`);
  }
}

function typeOf(schema: Described): string | undefined {
  const [choice] = schema.enum ?? ['const' in schema ? schema.const : undefined];
  return schema.type ?? (choice === undefined ? undefined : typeof choice);
}

function longest(schemas: readonly Described[], path: string): number {
  const lengths = schemas.map((schema) => {
    const choices = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
    return choices === undefined ? schema.maxLength : Math.max(...choices.map((choice) => String(choice).length));
  });
  const most = Math.max(...lengths.map((length) => length ?? Number.POSITIVE_INFINITY));
  assert(most <= longestIndexed, `an indexed text must say how long it can be: ${path}`);
  return most;
}

function place(properties: Map<string, RxField>, path: readonly string[], field: RxField): void {
  const [name = '', ...inner] = path;
  const known = properties.get(name);
  if (inner.length === 0) {
    properties.set(name, field);
    return;
  }
  const within = new Map<string, RxField>(
    known !== undefined && 'properties' in known ? Object.entries(known.properties) : [],
  );
  place(within, inner, field);
  properties.set(name, { type: 'object', properties: Object.fromEntries(within), required: [] });
}
