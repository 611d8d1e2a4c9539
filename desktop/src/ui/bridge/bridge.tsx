import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { present } from '@lapka/shared/base/assert.ts';
import { type Bridge, bridgeContract } from '@lapka/shared/bridge/contract.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import type { SessionState } from '@lapka/shared/bridge/session.ts';
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
  return useLive(liveStatus);
}

/** Who works at this screen, told by the node whenever it changes: also when it locked the screen by itself. */
export function useSession(): SessionState | undefined {
  return useLive(liveSession);
}

type Stream<T> = (bridge: Bridge, signal: AbortSignal) => Promise<AsyncIterable<T>>;

const liveStatus: Stream<DeskStatus> = ({ live }, signal) => live.status({}, { signal });
const liveSession: Stream<SessionState> = ({ live }, signal) => live.session({}, { signal });

/** The newest event of a stream. While the line is away it stays, so that a break of a second does not empty the screen. */
function useLive<T>(open: Stream<T>): T | undefined {
  const { connection } = present(useContext(BridgeContext), 'the bridge');
  const state = useConnectionState(connection);
  const [newest, setNewest] = useState<T>();
  useEffect(() => {
    if (state !== 'CONNECTED') return;
    const stop = new AbortController();
    void follow(open(connection.bridge, stop.signal), (event) => setNewest(() => event), stop.signal);
    return () => stop.abort();
  }, [connection, open, state]);
  return newest;
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
