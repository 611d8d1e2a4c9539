import type { ClinicId } from '@lapka/shared/domain/document.ts';
import pg from 'pg';
import { ConstraintBroken, StoreUnavailable } from '../store-errors.ts';

/** A statement with a name is prepared once for each connection; one name belongs to one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A transaction that sees one clinic and nothing else. */
export interface ClinicSession {
  readonly clinic: ClinicId;
  readonly rows: <Row extends pg.QueryResultRow>(statement: Statement) => Promise<readonly Row[]>;
}

export type Access = 'read' | 'write';

const begin: Readonly<Record<Access, string>> = {
  // One snapshot for all statements.
  read: 'start transaction isolation level repeatable read read only',
  write: 'start transaction',
};

/**
 * The only door to the data of clinics. The role cannot get around row-level security and the setting names the clinic;
 * both end with the transaction, so nothing is left on the connection for whoever gets it next. No statement needs to
 * name the clinic: the database adds it to each of them.
 */
export async function withClinic<T>(
  pool: pg.Pool,
  clinic: ClinicId,
  access: Access,
  act: (session: ClinicSession) => Promise<T>,
): Promise<T> {
  return await inTransaction(pool, begin[access], enter(clinic), (rows) => act({ clinic, rows }));
}

/** The other roles; they cannot get around row-level security either. */
export type OtherRole = 'lapka_relay' | 'lapka_accounts';

export async function withRole<T>(
  pool: pg.Pool,
  role: OtherRole,
  act: (rows: ClinicSession['rows']) => Promise<T>,
  access: Access = 'write',
): Promise<T> {
  const enterRole = { name: 'enter-role', text: `select set_config('role', $1, true)`, values: [role] };
  return await inTransaction(pool, begin[access], enterRole, act);
}

/** From here on the transaction sees this clinic and nothing else. */
export function enter(clinic: ClinicId): Statement {
  return {
    name: 'enter-clinic',
    text: `select set_config('role', 'lapka_clinic', true), set_config('lapka.clinic', $1, true)`,
    values: [clinic],
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  start: string,
  entering: Statement,
  act: (rows: ClinicSession['rows']) => Promise<T>,
): Promise<T> {
  const client = await expecting(pool.connect());
  const rows: ClinicSession['rows'] = async <Row extends pg.QueryResultRow>({ name, text, values }: Statement) =>
    (await expecting(client.query<Row>({ name, text, values: [...values] }))).rows;
  let broken: Error | undefined;
  try {
    // Sent together: one round trip.
    await Promise.all([expecting(client.query(start)), rows(entering)]);
    const result = await act(rows);
    await expecting(client.query('commit'));
    return result;
  } catch (problem) {
    broken = await rollBack(client);
    throw problem;
  } finally {
    client.release(broken);
  }
}

/** Answers what is wrong with the connection, if it cannot even go back; the pool then throws it away. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem : new Error(String(problem));
  }
}

/** Gives the failures that a caller must expect from a statement the names he knows them by. */
export async function expecting<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof TypeError) throw problem;
    if (!(problem instanceof pg.DatabaseError)) throw new StoreUnavailable('the line broke', { cause: problem });
    const code = problem.code ?? '';
    if (code.startsWith('23')) throw new ConstraintBroken(problem.constraint ?? code, problem);
    if (passing.test(code)) throw new StoreUnavailable(problem.message, { cause: problem });
    throw problem;
  }
}

/** Connection lost, resources short, starting or stopping, waited too long. */
const passing = /^(08|53|57)|^(55P03|25P03|40001|40P01)$/;
