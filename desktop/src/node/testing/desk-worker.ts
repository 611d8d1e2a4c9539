import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { present } from '@lapka/shared/base/assert.ts';
import { servePort } from '../serve/serve-port.ts';
import { systemClock, systemScheduler } from '../system.ts';
import { openTestDesk, settle } from './test-desk.ts';

/** A clinic node in a thread of its own, with one screen at the port it was given. Any message ends it. */

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test hands to this file
const { port } = workerData as { readonly port: MessagePort };
const parent = present(parentPort, 'a worker has a parent');
const desk = await openTestDesk({ time: { ...systemClock(), ...systemScheduler } });
await settle(desk.node);
servePort(desk.node.lines, port);
parent.once('message', () => void desk.close().then(() => parent.postMessage('closed')));
parent.postMessage('ready');
