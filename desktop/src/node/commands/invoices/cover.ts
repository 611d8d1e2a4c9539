import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { coverLine } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { type Invoice, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import type { Cover, LineItem } from '@lapka/shared/domain/invoices/line.ts';
import { coverByPlan } from '@lapka/shared/domain/invoices/subscription-rules.ts';
import { packageWithVisits } from '@lapka/shared/domain/ledger/reading.ts';
import { type PackageRefusal, takeVisit } from '@lapka/shared/domain/ledger/package-rules.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { entryContext } from '../money/money-context.ts';
import { atInvoice } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const cover: CommandFor<'invoices', 'cover'> = {
  target: atInvoice,

  run(transactor, { invoice: id, line, cover: wanted }, context) {
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return invoice;
    const item = invoice.value.lines.find((each) => each.id === line)?.item;
    if (item === undefined) return err(failure('LINE_NOT_FOUND'));
    const chosen = chosenCover(transactor, invoice.value, item, wanted, context);
    if (!chosen.ok) return chosen;
    return mapOk(coverLine(invoice.value, line, chosen.value, context.stamp), (covered) => {
      transactor.put(invoices, covered);
      return { invoice: id };
    });
  },
};

type Refusal = PackageRefusal | Failure<'NOT_FOUND' | 'PLAN_NOT_ACTIVE' | 'PLAN_DOES_NOT_COVER' | 'PLAN_USED_UP'>;

/** Whether package or plan would pay for it, asked now so that nobody is surprised at the till. */
function chosenCover(
  reader: StoreReader,
  invoice: Invoice,
  item: LineItem,
  wanted: Order<'invoices', 'cover'>['cover'],
  context: CommandContext,
): Result<Cover, Refusal> {
  const on = todayAt(context);
  if (wanted.by === 'NOTHING') return ok(wanted);
  if (wanted.by === 'PLAN') {
    const plan = foundOf(reader, invoices, 'SUBSCRIPTION', wanted.subscription);
    if (!plan.ok) return plan;
    const used = reader.byKey(invoices, 'subscription', plan.value.id).filter(({ id }) => id !== invoice.id);
    return coverByPlan(plan.value, item, [...used, invoice], on);
  }
  const own = packageWithVisits(reader, wanted.package);
  const { purpose } = invoice;
  if (own === undefined || own.bought.client !== invoice.client || purpose.of !== 'VISIT') {
    return err(failure('NOT_FOUND'));
  }
  const { bought, entries } = own;
  if (item.kind !== 'SERVICE') return err(failure('PACKAGE_OTHER_SERVICE', { code: bought.code }));
  const visit = { booking: purpose.booking, service: item.service, on };
  return mapOk(takeVisit(bought, entries, visit, entryContext(context)), () => ({
    by: 'PACKAGE',
    package: bought.id,
  }));
}
