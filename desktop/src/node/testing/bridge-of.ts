import { createRouterClient } from '@orpc/server';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { callFailures } from '../serve/call-failures.ts';
import type { BridgeRouter } from '../serve/router.ts';
import { Session } from '../serve/session.ts';
import type { PersonKey } from './clinic-documents.ts';

/** The bridge as the screen of a signed-in person has it, without a line between. */
export function bridgeOf(router: BridgeRouter, clock: Clock, ids: IdMaker, person: PersonKey): Bridge {
  const session = new Session({ kind: 'WINDOW' });
  const [since, tokenHash] = [clock.now(), ''];
  // The sessions do not know this one, so nothing locks it while a test lets hours pass.
  session.become({ id: ids.next(), staff: staffId(person), since, touchedAt: since, isLocked: false, tokenHash });
  const failures = callFailures(silentLogger, ids);
  return createRouterClient(router, { context: { session }, interceptors: [failures] }) as unknown as Bridge;
}
