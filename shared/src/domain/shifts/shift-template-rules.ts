import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import { shiftsVersion, type ShiftTemplate } from './shift.ts';

export type TemplateRequest = Omit<
  ShiftTemplate,
  'kind' | 'validUntil' | 'v' | 'created' | 'changed' | 'merged' | 'ext'
> & {
  readonly validUntil?: CivilDate | undefined;
};

/** Puts in what a weekday usually looks like, or changes it. Shifts that were made of it before stay as they are. */
export function putTemplate(
  stored: ShiftTemplate | undefined,
  { validUntil, ...request }: TemplateRequest,
  stamp: Stamp,
): Result<ShiftTemplate, Failure<'SHIFT_EMPTY' | 'ENDS_BEFORE_START'>> {
  if (request.from === request.to) return err(failure('SHIFT_EMPTY'));
  const { validFrom } = request;
  if (validUntil !== undefined && validUntil < validFrom) {
    return err(failure('ENDS_BEFORE_START', { from: validFrom, until: validUntil }));
  }
  const { created, v } = stored ?? createdBy(stamp, shiftsVersion);
  return ok({ ...request, kind: 'TEMPLATE', ...onlyDefined({ validUntil }), v, created, changed: stamp });
}
