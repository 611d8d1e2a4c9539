import { fillWithDefaultSettings, type RxDocumentData, type RxJsonSchema } from 'rxdb';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { rxSchemaOf } from '@lapka/shared/domain/rx-schema.ts';
import type { PlainDocument } from './stored-document.ts';

/** All documents of the clinic belong to this database of RxDB's. */
export const clinicDatabase = 'clinic';

/** A collection's schema in RxDB's own type, which has the documents' fields in it. */
export function schemaOf(definition: AnyCollection): RxJsonSchema<PlainDocument> {
  return structuredClone(rxSchemaOf(definition));
}

export function filledSchemaOf(definition: AnyCollection): RxJsonSchema<RxDocumentData<PlainDocument>> {
  return fillWithDefaultSettings(schemaOf(definition));
}
