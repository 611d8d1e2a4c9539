import type { Failure } from '@lapka/shared/base/failure.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import { checkNewPin } from '@lapka/shared/domain/accounts/pin.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { setPin } from '@lapka/shared/domain/staff/staff-rules.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import { runCommand, type RunFailure } from '../commands/run-command.ts';
import { hashPin } from '../serve/pin-hash.ts';
import type { Store } from '../store/store.ts';
import type { PinCheck, PinRefusal } from './pin-check.ts';

interface Input {
  readonly operation: OperationId;
  readonly pin: string;
  readonly newPin: string;
}

export type SetPinRefusal =
  | PinRefusal
  | RunFailure
  | Failure<'PIN_LENGTH' | 'PIN_TOO_SIMPLE' | 'PIN_UNCHANGED' | 'STAFF_LEFT'>;

/**
 * A person chooses an own PIN and shows the present one for it. The hash is made before the transaction, because it takes
 * its time; neither PIN is in what is remembered of the operation.
 */
export async function setOwnPin(
  store: Store,
  pins: PinCheck,
  { operation, pin, newPin }: Input,
  context: CommandContext,
): Promise<Result<void, SetPinRefusal>> {
  const done = store.read((reader) => reader.recall(operation));
  if (done === undefined) {
    const checked = await pins.check(context.actor.id, pin, 'setPin');
    if (!checked.ok) return checked;
    if (newPin === pin) return err(failure('PIN_UNCHANGED'));
    const mayBe = checkNewPin(newPin, [context.actor.phone ?? '']);
    if (!mayBe.ok) return mayBe;
  }
  const hash = await hashPin(newPin);
  const command: Command<JsonObject, Record<string, never>, 'STAFF_LEFT'> = {
    target: () => ({ staff: context.actor.id }),
    run: (transactor) => {
      const member = transactor.get(staff, context.actor.id) ?? context.actor;
      const changed = setPin(member, hash, member, context.stamp);
      if (!changed.ok) return changed;
      transactor.put(staff, changed.value);
      return ok({});
    },
  };
  return mapOk(runCommand(store, 'staff.setOwnPin', command, { operation }, context), () => undefined);
}
