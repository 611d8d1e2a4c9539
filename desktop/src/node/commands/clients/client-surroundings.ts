import { onlyDefined } from '@lapka/shared/base/optional.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import type { ClientContext, TypedClient } from '@lapka/shared/domain/clients/client-rules.ts';
import { phoneCountryOf } from '@lapka/shared/domain/people/phone.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

type Form = Omit<Order<'clients', 'register'>, 'operation' | 'consents' | 'pets'>;

/** What a form says of an owner; new addresses get their ids here. */
export function typedClient({ addresses, ...typed }: Form, { ids }: CommandContext): TypedClient {
  const kept = addresses.map(({ id, isMain = false, ...address }) => ({
    address: { ...withoutUndefined(address), id: id ?? ids.next<'Address'>() },
    isMain,
  }));
  return {
    ...typed,
    addresses: kept.map(({ address }) => address),
    mainAddress: kept.find(({ isMain }) => isMain)?.address.id,
  };
}

export function clientContext(reader: StoreReader, context: CommandContext): ClientContext {
  const [organisation] = reader.find(settings, { where: { kind: 'ORGANISATION' } });
  const country = organisation?.kind === 'ORGANISATION' ? organisation.country : undefined;
  return { stamp: context.stamp, today: todayAt(context), country: phoneCountryOf(country) };
}

function withoutUndefined<Fields extends { readonly city: string; readonly street: string }>(address: Fields) {
  const { city, street, ...optional } = address;
  return { city, street, ...onlyDefined(optional) };
}
