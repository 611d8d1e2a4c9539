import { z } from 'zod';

/** What a table of documents is like: whose documents, found by which fields. */
export interface TableShape {
  readonly database: string;
  readonly collection: string;
  readonly version: number;
  /** The field that names a document. */
  readonly primary: string;
  /** The paths of each index in its order. All of them end with the primary field, so that every order is total. */
  readonly indexes: readonly (readonly string[])[];
  readonly attachments: boolean;
  /** The collection whose replication this is the memory of. */
  readonly remembers?: string | undefined;
}

/** The part of a shape that decides how rows are laid out. */
export const layoutSchema = z.strictObject({
  primary: z.string(),
  indexes: z.array(z.array(z.string())),
  attachments: z.boolean(),
  remembers: z.string().optional(),
});

/** The fields whose values stand in columns of their own, in the order of those columns. */
export function fieldsIndexedBy({ primary, indexes }: TableShape): string[] {
  const own = new Set([primary, '_deleted', '_meta.lwt']);
  return [...new Set(indexes.flat())].filter((path) => !own.has(path));
}

export function tableName(place: number): string {
  return `d${place}`;
}

export function attachmentsName(place: number): string {
  return `a${place}`;
}

export function indexName(place: number, number: number): string {
  return `d${place}_i${number}`;
}
