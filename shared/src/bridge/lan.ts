import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { instantSchema } from '../base/instant.ts';
import { lineText } from '../base/text.ts';
import { deskCall } from './define.ts';

/** An address of this computer in a private network. */
const addressSchema = z.ipv4();

export const lanStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('OFF') }),
  z.strictObject({
    state: z.literal('ON'),
    /** What a tablet opens. */
    url: z.string(),
    address: addressSchema,
    port: z.int(),
    /** With TLS under the clinic's own authority; without, only inside a network nobody else can listen in on. */
    encrypted: z.boolean(),
    /** SHA-256 of the authority's certificate, for comparing on the tablet that installs it. */
    authorityFingerprint: z.string().optional(),
  }),
  /** It is to be on, and cannot: the port is taken, or the computer has another address now. */
  z.strictObject({ state: z.literal('FAILED'), code: z.string(), address: addressSchema, port: z.int() }),
]);
export type LanState = z.infer<typeof lanStateSchema>;

export const tabletSchema = z.strictObject({
  tablet: idSchema('Tablet'),
  name: z.string(),
  pairedAt: instantSchema,
  /** Set when it has opened the desk since. */
  seenAt: instantSchema.optional(),
  isConnected: z.boolean(),
});

const storeFailures = ['STORE_FULL', 'STORE_READ_ONLY', 'STORE_OUTCOME_UNKNOWN'] as const;

/** The front desk on tablets of the clinic's own network, served by this computer. Off until somebody turns it on. */
export const lanContract = {
  state: deskCall({
    input: {},
    output: z.strictObject({ lan: lanStateSchema, addresses: z.array(addressSchema), tablets: z.array(tabletSchema) }),
    right: 'health.read',
  }),
  turnOn: deskCall({
    input: { address: addressSchema, port: z.int().min(1024).max(65_535), encrypted: z.boolean() },
    output: lanStateSchema,
    right: 'devices.change',
    errors: ['PORT_BUSY', 'ADDRESS_UNAVAILABLE', ...storeFailures],
  }),
  turnOff: deskCall({
    input: {},
    output: lanStateSchema,
    right: 'devices.change',
    errors: storeFailures,
  }),
  /** A code that lets one tablet in, within minutes and once. */
  pairingCode: deskCall({
    input: { name: lineText(60) },
    output: z.strictObject({ code: z.string(), until: instantSchema }),
    right: 'devices.change',
    errors: ['LAN_IS_OFF'],
  }),
  /** Shuts a tablet out; what it has open ends. */
  forget: deskCall({
    input: { tablet: idSchema('Tablet') },
    output: z.strictObject({}),
    right: 'devices.change',
    errors: ['NOT_FOUND', ...storeFailures],
  }),
};
