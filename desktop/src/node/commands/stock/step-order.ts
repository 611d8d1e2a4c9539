import { mapOk } from '@lapka/shared/base/result.ts';
import { entriesOfPaper } from '@lapka/shared/domain/stock/reading.ts';
import { stepReceipt } from '@lapka/shared/domain/stock/receiving-rules.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atThisDesk } from '../targets.ts';
import { atStockroom } from './stock-surroundings.ts';

export const stepOrder: CommandFor<'stock', 'stepOrder'> = {
  target: (reader, input, context) => {
    const receipt = reader.get(stock, input.receipt);
    return receipt?.kind === 'RECEIPT' ? atStockroom(reader, receipt, context) : atThisDesk(reader, input, context);
  },

  run(transactor, { receipt: id, step, reason }, context) {
    const receipt = foundOf(transactor, stock, 'RECEIPT', id);
    if (!receipt.ok) return receipt;
    const entries = entriesOfPaper(transactor, id);
    return mapOk(stepReceipt(receipt.value, step, reason, entries, stockContext(context)), (noted) => {
      transactor.put(stock, noted);
      return { receipt: id };
    });
  },
};
