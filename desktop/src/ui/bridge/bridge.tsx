import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { present } from '@lapka/shared/base/assert.ts';
import { type Bridge, bridgeContract } from '@lapka/shared/bridge/contract.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { readsOf } from './reads.ts';

interface BridgeAccess {
  readonly calls: RouterUtils<Bridge>;
  readonly connection: Connection;
}

const BridgeContext = createContext<BridgeAccess | undefined>(undefined);

/** Gives the screen its calls, and keeps every answer fresh by the node's changed-events: here and nowhere else. */
export function BridgeProvider({
  connection,
  children,
}: {
  readonly connection: Connection;
  readonly children: ReactNode;
}) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } }),
  );
  const [access] = useState(() => ({ calls: createTanstackQueryUtils(connection.bridge), connection }));
  const state = useConnectionState(connection);
  useEffect(() => {
    if (state !== 'CONNECTED') return;
    // What happened while the line was away is unknown, so everything is asked again.
    void queries.invalidateQueries();
    return followChanges(connection, (changed) => {
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => readsOf(bridgeContract, queryKey).some((name) => changed.includes(name)),
      });
    });
  }, [connection, queries, state]);
  return (
    <BridgeContext value={access}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </BridgeContext>
  );
}

export function useCalls(): RouterUtils<Bridge> {
  return present(useContext(BridgeContext), 'the bridge').calls;
}

export function useConnectionState(given?: Connection): ConnectionState {
  const inherited = useContext(BridgeContext)?.connection;
  const connection = present(given ?? inherited, 'the connection');
  return useSyncExternalStore(
    (changed) => connection.onState(changed),
    () => connection.state(),
  );
}

/** The desk's own status, told by the node whenever it changes; undefined until it was told the first time. */
export function useDeskStatus(): DeskStatus | undefined {
  const { connection } = present(useContext(BridgeContext), 'the bridge');
  const state = useConnectionState(connection);
  const [status, setStatus] = useState<DeskStatus>();
  useEffect(() => {
    if (state !== 'CONNECTED') return;
    const stop = new AbortController();
    void follow(connection.bridge.live.status({}, { signal: stop.signal }), setStatus, stop.signal);
    return () => stop.abort();
  }, [connection, state]);
  return status;
}

function followChanges(connection: Connection, tell: (changed: readonly CollectionName[]) => void): () => void {
  const stop = new AbortController();
  void follow(
    connection.bridge.live.changes({}, { signal: stop.signal }),
    ({ collections }) => tell(collections),
    stop.signal,
  );
  return () => stop.abort();
}

/** Hands on each event of a stream until it ends. The stream of a broken line ends by failing; its successor is opened. */
async function follow<T>(
  stream: Promise<AsyncIterable<T>>,
  take: (event: T) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const event of await stream) {
      if (signal.aborted) return;
      take(event);
    }
  } catch (ended) {
    if (!signal.aborted && !(ended instanceof Error)) throw ended;
  }
}
