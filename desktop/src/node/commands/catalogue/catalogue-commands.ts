import type { CommandTable } from '../command.ts';
import { changePackage } from './change-package.ts';
import { changePlan } from './change-plan.ts';
import { changePrices } from './change-prices.ts';
import { changeProduct } from './change-product.ts';
import { changePromotion } from './change-promotion.ts';
import { changeProtocol } from './change-protocol.ts';
import { changeService } from './change-service.ts';
import { changeSupplier } from './change-supplier.ts';

export const catalogueCommands: CommandTable['catalogue'] = {
  changePackage,
  changePlan,
  changePrices,
  changeProduct,
  changePromotion,
  changeProtocol,
  changeService,
  changeSupplier,
};
