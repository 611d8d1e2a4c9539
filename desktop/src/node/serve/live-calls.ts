import { implement } from '@orpc/server';
import { sameJson } from '@lapka/shared/base/json.ts';
import { bridgeContract } from '@lapka/shared/bridge/contract.ts';
import type { SessionState } from '@lapka/shared/bridge/session.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { eventQueue, newest } from './event-queue.ts';
import type { Serving } from './serving.ts';
import type { Context, Session } from './session.ts';
import { sessionState } from './session-state.ts';

interface Changed {
  readonly collections: CollectionName[];
}

/** What the node tells by itself. */
export function liveCalls(serving: Serving) {
  const bridge = implement(bridgeContract.live).$context<Context>();
  return {
    changes: bridge.changes.handler(({ signal }) =>
      eventQueue<Changed>(
        (push) => serving.changes.listen((collections) => push({ collections: [...collections] })),
        signal,
        {
          join: (older, newer) => ({ collections: [...new Set([...older.collections, ...newer.collections])] }),
        },
      ),
    ),
    status: bridge.status.handler(({ signal }) =>
      eventQueue((push) => serving.onStatus(() => push(serving.status())), signal, {
        first: serving.status(),
        join: newest,
      }),
    ),
    session: bridge.session.handler(({ signal, context }) => {
      const first = stateNow(serving, context.session);
      return eventQueue((push) => onState(serving, context.session, first, push), signal, { first, join: newest });
    }),
  };
}

/** Tells what has really changed of a session, whatever may have been the cause. */
function onState(
  serving: Serving,
  session: Session,
  first: SessionState,
  push: (state: SessionState) => void,
): () => void {
  let told = first;
  const look = (): void => {
    const state = stateNow(serving, session);
    if (sameJson(state, told)) return;
    told = state;
    push(state);
  };
  const stops = [
    session.onChange(look),
    serving.lease.onChange(look),
    serving.changes.listen((changed) => {
      if (changed.includes('staff') || changed.includes('settings')) look();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function stateNow(serving: Serving, session: Session): SessionState {
  return serving.store.read((reader) =>
    sessionState(session, reader, { lease: serving.lease, location: serving.desk.location }),
  );
}
