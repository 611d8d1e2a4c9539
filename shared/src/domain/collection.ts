import type { z } from 'zod';
import type { JsonObject } from '../base/json.ts';
import type { Acceptance, Proposal } from './acceptance.ts';
import type { CollectionKey, CollectionName } from './collection-key.ts';
import type { DocumentFields } from './document.ts';
import type { Need, World } from './world.ts';

/** A value under which a document can be found and of which it may hold many. */
export interface DocumentKey {
  readonly key: string;
  readonly value: string;
  /** Whether the server lets only one document of the clinic hold it. */
  readonly unique?: boolean;
}

/** What the desk's search finds a document by. */
export interface SearchEntry {
  readonly kind: string;
  /** Names and other words. */
  readonly words: readonly string[];
  /** Codes that are also found by their last digits: phones, chips. */
  readonly codes: readonly string[];
}

/** Something that happened in the clinic, told once it is stored. */
export interface DomainEvent {
  /** Derived from what it tells, so that it is one event however often it is found; consumers take an id once. */
  readonly id: string;
  readonly name: string;
  readonly payload: JsonObject;
}

/** Everything the layers need to know about one collection; the registry holds twelve of these. */
export interface CollectionDefinition<Document extends DocumentFields> {
  readonly key: CollectionKey<Document>;
  readonly schema: z.ZodType<Document>;
  /** Counts up with every change of the schema that an older program could not read. */
  readonly version: number;
  /** `upgrades[n]` turns a document of version n into version n + 1. */
  readonly upgrades: Readonly<Record<number, (old: JsonObject) => JsonObject>>;
  /** Paths of single-valued fields that stores index, most selective use first. */
  readonly indexes: readonly (readonly string[])[];
  keys(document: Document): readonly DocumentKey[];
  searchEntry(document: Document): SearchEntry | undefined;
  /** What `accept` is going to ask its world. */
  needs(proposal: Proposal<Document>): readonly Need[];
  /**
   * What it asks in addition once `needs` are answered, for the rare cases that look at much more; the world then
   * answers both. Not there: nothing more.
   */
  moreNeeds?(proposal: Proposal<Document>, world: World): readonly Need[];
  /** Decides about a pushed document. Pure: the same proposal in the same world gives the same decision. */
  accept(proposal: Proposal<Document>, world: World): Acceptance<Document>;
  /**
   * Joins two changes of one document. Symmetric in what it keeps, idempotent, and never drops what a person typed:
   * merging a document with itself gives it back, and merging the result once more changes nothing.
   */
  merge(base: Document | undefined, ours: Document, theirs: Document): Document;
  /**
   * Whether this document may be removed for everybody: only drafts and parked receipts ever are (C-53). Not there: none
   * may.
   */
  mayRemove?(document: Document): boolean;
  /** What others may want to know when a document was stored: events for reminders, notices, statistics. */
  events?(before: Document | undefined, after: Document): readonly DomainEvent[];
  /** Where the server keeps the text: medical records have a store of their own. */
  readonly serverStore: 'documents' | 'records';
}

/** A definition whose document type is not known where it is used: generic code parses before it looks inside. */
export type AnyCollection = CollectionDefinition<DocumentFields> & { readonly key: { readonly name: CollectionName } };
