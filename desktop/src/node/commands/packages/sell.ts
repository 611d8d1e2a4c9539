import { percent } from '@lapka/shared/base/percent.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import { clients, discountOn } from '@lapka/shared/domain/clients/client.ts';
import { checkPaidInFull } from '@lapka/shared/domain/invoices/check-out.ts';
import { openInvoice } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { standingOf } from '../../reading/what-is-left.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { lineOfPackage } from '../invoices/package-line.ts';
import { settle } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const sell: CommandFor<'packages', 'sell'> = {
  target: atThisDesk,

  run(transactor, { pet: animal, template, payments }, context) {
    const { desk, ids, stamp } = context;
    const date = todayAt(context);
    const pet = found(transactor, pets, animal);
    if (!pet.ok) return pet;
    const client = found(transactor, clients, pet.value.owner);
    if (!client.ok) return client;
    const wanted = { pet: pet.value, location: desk.location, date };
    const bought = ids.next<'ClientPackage'>();
    const ofLine = { line: ids.next<'InvoiceLine'>(), package: bought };
    const line = lineOfPackage(transactor, template, wanted, ofLine, stamp);
    if (!line.ok) return line;
    const opened = openInvoice(
      {
        id: ids.next<'Invoice'>(),
        purpose: { of: 'RETAIL' },
        location: desk.location,
        date,
        client: client.value.id,
        buyer: fullName(client.value.name, client.value.language),
        currency: line.value.unitPrice.currency,
        lines: [line.value],
        discounts: { client: discountOn(client.value, date), booking: percent(0) },
      },
      stamp,
    );
    if (!opened.ok) return opened;
    const settled = settle(transactor, opened.value, payments, context);
    if (!settled.ok) return settled;
    const stored = invoiceBy(transactor, settled.value.invoice);
    if (!stored.ok) return stored;
    return mapOk(checkPaidInFull(standingOf(transactor, stored.value)), () => ({
      ...settled.value,
      package: bought,
    }));
  },
};
