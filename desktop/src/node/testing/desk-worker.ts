import { type MessagePort, workerData } from 'node:worker_threads';
import { servePort } from '../serve/serve-port.ts';
import { systemClock, systemScheduler } from '../system.ts';
import { openTestDesk, settle } from './test-desk.ts';

/** A clinic node in a thread of its own, with one screen at the port it was given. It ends with that screen. */

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test hands to this file
const { port } = workerData as { readonly port: MessagePort };
const desk = await openTestDesk({ time: { ...systemClock(), ...systemScheduler } });
await settle(desk.node);
port.once('close', () => void desk.close());
servePort(desk.node.lines, port);
