import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { ConstraintBroken } from '../store-errors.ts';
import type { ClinicSession } from './clinic-session.ts';

/** Runs a part of a transaction that may be taken back by itself. Parts do not run at the same time. */
export async function withSavepoint<T>(
  session: ClinicSession,
  part: () => Promise<T>,
): Promise<Result<T, ConstraintBroken>> {
  const say = (name: string, text: string) => session.rows({ name, text, values: [] });
  await say('savepoint', 'savepoint part');
  try {
    const value = await part();
    await say('savepoint-done', 'release savepoint part');
    return ok(value);
  } catch (problem) {
    if (!(problem instanceof ConstraintBroken)) throw problem;
    await say('savepoint-back', 'rollback to savepoint part');
    await say('savepoint-done', 'release savepoint part');
    return err(problem);
  }
}
