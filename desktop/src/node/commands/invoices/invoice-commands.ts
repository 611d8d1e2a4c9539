import type { CommandTable } from '../command.ts';
import { addLine } from './add-line.ts';
import { applyPromotion } from './apply-promotion.ts';
import { billLate } from './bill-late.ts';
import { cover } from './cover.ts';
import { credit } from './credit.ts';
import { giveDiscount } from './give-discount.ts';
import { issue } from './issue.ts';
import { removeLine } from './remove-line.ts';
import { voidInvoice } from './void-invoice.ts';

export const invoiceCommands: CommandTable['invoices'] = {
  addLine,
  removeLine,
  cover,
  giveDiscount,
  applyPromotion,
  issue,
  billLate,
  credit,
  void: voidInvoice,
};
