import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import { starterTemplates, visitTemplateSchema } from '../records/templates.ts';
import { defaultVitalTable, vitalTableSchema } from '../records/vital-ranges.ts';
import { defaultReminderSettings, reminderSettingsSchema } from '../reminders/stages.ts';
import { defaultProtocols } from '../vaccinations/default-protocols.ts';
import { protocolSchema } from '../vaccinations/protocol.ts';
import type { PreferenceValue } from './preference-value.ts';
import { type LocationId, type Preference, type Setting, settingsVersion } from './settings.ts';

/** One switch or number a clinic may turn: what it may be, and what it is until somebody turns it. */
export interface PreferenceDefinition<Value> {
  readonly key: string;
  readonly type: PreferenceValue['type'];
  readonly schema: z.ZodType<Value>;
  readonly fallback: Value;
}

/**
 * Every preference there is. What is not here does not exist; what the clinic must not turn, such as the reminder three
 * days before, has no line here.
 */
export const preferences = {
  /** How long a slot is kept for somebody who is still choosing. */
  holdSeconds: define('booking.holdSeconds', 'NUMBER', z.int().min(30).max(900), 120),
  /** How long after its start a visit nobody came to may be called a no-show (C-11). */
  noShowMinutes: define('booking.noShowMinutes', 'NUMBER', z.int().min(5).max(120), 15),
  /** A cancel later than so many hours before the start counts as late (C-21). */
  lateCancelHours: define('booking.lateCancelHours', 'NUMBER', z.int().min(0).max(168), 24),
  /** After so many minutes without word from the clinic the portal asks instead of promising. */
  silentMinutes: define('booking.silentMinutes', 'NUMBER', z.int().min(1).max(1440), 10),
  /** Whether a visit may end with a debt (C-13). */
  onAccount: define('money.onAccount', 'BOOLEAN', z.boolean(), false),
  /** The smallest coin cash is rounded to, in minor units; 1: no rounding. */
  cashCoin: define('money.cashCoin', 'NUMBER', z.int().min(1).max(10_000), 1),
  /** Which fiscal device prints the receipts of a location; none where the law asks for none (§7.6). */
  fiscalDevice: define('till.fiscalDevice', 'STRING', z.enum(['NONE', 'SIMULATOR']), 'NONE'),
  /** Whether a missed visit costs the visit of a package (C-21). */
  noShowUsesPackage: define('money.noShowUsesPackage', 'BOOLEAN', z.boolean(), true),
  /** Years after the last visit until a person is made anonymous. */
  retentionYears: define('privacy.retentionYears', 'NUMBER', z.int().min(1).max(30), 10),
  /** Which stages remind owners, and at what time; the one three days before is not among what can be turned (C-25). */
  reminders: define('reminders.settings', 'JSON', reminderSettingsSchema, defaultReminderSettings),
  /** How the clinic vaccinates, vaccine by vaccine. */
  vaccinationProtocols: define('medical.vaccinationProtocols', 'JSON', z.array(protocolSchema).max(200), [
    ...defaultProtocols.protocols,
  ]),
  /** Ranges of vital signs, as the chief vet signed them off. */
  vitalRanges: define('medical.vitalRanges', 'JSON', vitalTableSchema, defaultVitalTable),
  visitTemplates: define('medical.visitTemplates', 'JSON', z.array(visitTemplateSchema).max(500), [
    ...starterTemplates,
  ]),
  lockMinutes: define('desk.lockMinutes', 'NUMBER', z.int().min(1).max(240), 10),
  mailPassword: define('mail.password', 'SECRET', z.string(), ''),
  telegramToken: define('telegram.token', 'SECRET', z.string(), ''),
};

/** What holds at a location: its own preference, else the organisation's, else the default. */
export function preference<Value>(
  stored: readonly Setting[],
  { key, schema, fallback }: PreferenceDefinition<Value>,
  location?: LocationId,
): Value {
  for (const scope of location === undefined ? [undefined] : [location, undefined]) {
    const found = stored.find((one) => one.kind === 'PREFERENCE' && one.key === key && locationOf(one) === scope);
    if (found?.kind !== 'PREFERENCE') continue;
    // A value this program cannot read, from a newer one, counts as not set rather than stopping the desk.
    const parsed = schema.safeParse(plain(found.value));
    if (parsed.success) return parsed.data;
  }
  return fallback;
}

export interface PreferenceRequest {
  readonly key: string;
  readonly scope: Preference['scope'];
  readonly value: PreferenceValue;
}

/** Turns a preference. Its id follows from key and scope, so two desks that turn the same one change one document. */
export function setPreference(
  stored: Preference | undefined,
  { key, scope, value }: PreferenceRequest,
  stamp: Stamp,
): Result<Preference, Failure<'PREFERENCE_UNKNOWN' | 'PREFERENCE_NOT_FITTING'>> {
  const definition = Object.values(preferences).find((one) => one.key === key);
  if (definition === undefined) return err(failure('PREFERENCE_UNKNOWN', { key }));
  if (value.type !== definition.type || !definition.schema.safeParse(plain(value)).success) {
    return err(failure('PREFERENCE_NOT_FITTING', { key }));
  }
  if (stored !== undefined) return ok({ ...stored, value, changed: stamp });
  return ok({
    id: preferenceId(key, scope),
    kind: 'PREFERENCE',
    key,
    scope,
    value,
    ...createdBy(stamp, settingsVersion),
  });
}

export function preferenceId(key: string, scope: Preference['scope']): Preference['id'] {
  return derivedId('Preference', key, scope.of === 'LOCATION' ? scope.location : '');
}

function define<Value>(
  key: string,
  type: PreferenceValue['type'],
  schema: z.ZodType<Value>,
  fallback: Value,
): PreferenceDefinition<Value> {
  return { key, type, schema, fallback };
}

function locationOf({ scope }: Preference): LocationId | undefined {
  return scope.of === 'LOCATION' ? scope.location : undefined;
}

function plain(value: PreferenceValue): unknown {
  return value.type === 'SECRET' ? value.sealed : value.value;
}
