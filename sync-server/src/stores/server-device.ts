import { derivedId } from '@lapka/shared/base/id.ts';
import type { DeviceId } from '@lapka/shared/domain/document.ts';

/** Marks what the server stored by its own decision: no device may take it for its own earlier write (PUSH-5). */
export const serverDevice: DeviceId = derivedId('Device', 'server');
