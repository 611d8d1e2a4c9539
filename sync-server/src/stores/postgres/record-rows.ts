import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { RecordTexts } from './read-documents.ts';
import type { ClinicSession } from './clinic-session.ts';

/** The texts of medical records as rows beside everything else, read and written in the same transaction. */
export function recordRows(session: ClinicSession): RecordTexts {
  return {
    append: async (_clinic, revisions) => {
      await session.rows({
        name: 'revisions-append',
        text: `insert into record_revision (record, content, body)
          select distinct on (record, content) record, content, document
          from json_to_recordset($1::json) as row (record uuid, content text, document jsonb)
          on conflict (clinic, record, content) do nothing`,
        values: [JSON.stringify(revisions)],
      });
    },
    fetch: (_clinic, keys) =>
      session.rows<{ readonly record: string; readonly content: string; readonly document: DocumentFields }>({
        name: 'revisions-fetch',
        text: `select record, content, body as document from record_revision
          where (record, content) in (select * from unnest($1::uuid[], $2::text[]))`,
        values: [keys.map(({ record }) => record), keys.map(({ content }) => content)],
      }),
  };
}
