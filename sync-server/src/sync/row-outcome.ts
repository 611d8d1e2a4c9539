import type { PushOutcome, StoredState } from '@lapka/shared/protocol/down.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import type { KnownDocument, RowDecision } from './decide-row.ts';
import type { ParsedRow } from './read-row.ts';
import { isSame } from './same-document.ts';

/**
 * What a device is told about its row. It is shown what is stored only if it may read it (PUSH-7); otherwise all it hears
 * is that its change has arrived.
 */
export function outcomeOf(
  { sent, deleted }: ParsedRow,
  known: KnownDocument | undefined,
  decision: RowDecision,
  mayRead: boolean,
): PushOutcome {
  const { id } = sent;
  const accepted: PushOutcome = { outcome: 'ACCEPTED', id };
  switch (decision.kind) {
    case 'STORE': {
      const asSent = decision.deleted === deleted && (deleted || isSame(decision.document, sent));
      const why = decision.as === 'PARKED' ? 'PARKED' : 'MERGED';
      return asSent ? accepted : instead(id, why, stateOf(decision), mayRead);
    }
    case 'KEEP': {
      if (known === undefined || (known.deleted && deleted)) return accepted;
      const asSent = known.deleted === deleted && isSame(known.document, sent);
      return asSent ? accepted : instead(id, 'CONFLICT', stateOf(known), mayRead);
    }
    case 'REFUSE':
      return refused(id, decision.reason, known === undefined || !mayRead ? undefined : stateOf(known));
  }
}

export function refused(id: string, reason: string, stored?: StoredState): PushOutcome {
  return { outcome: 'REFUSED', id, reason, ...(stored === undefined ? {} : { stored }) };
}

export function later(id: string, reason: string): PushOutcome {
  return { outcome: 'LATER', id, reason };
}

function instead(id: string, why: 'CONFLICT' | 'MERGED' | 'PARKED', state: StoredState, mayRead: boolean): PushOutcome {
  return mayRead ? { outcome: 'STORED_INSTEAD', id, why, ...state } : { outcome: 'ACCEPTED', id };
}

function stateOf({ document, deleted }: Pick<KnownDocument, 'document' | 'deleted'>): StoredState {
  return { document: onWire(document), deleted };
}
