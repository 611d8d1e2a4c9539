import { z } from 'zod';
import { collectionKey } from '../collection-key.ts';
import { packageTemplateSchema, planSchema, promotionSchema } from './offers.ts';
import { productSchema } from './product.ts';
import { serviceSchema } from './service.ts';
import {
  manufacturerSchema,
  priceListSchema,
  productCategorySchema,
  stockroomSchema,
  supplierSchema,
} from './trade.ts';

/**
 * What a clinic offers and keeps: services with their prices, products, packages and plans, promotions, and the lists
 * these refer to (price lists, categories, manufacturers, suppliers, stockrooms).
 *
 * Prices are dated and belong to a list, and stay beside the thing they price, so that what anything cost on a day can
 * always be told. Bookings and invoices copy what they use; a change here never reaches them.
 */
export const catalogueEntrySchema = z.discriminatedUnion('kind', [
  serviceSchema,
  productSchema,
  packageTemplateSchema,
  planSchema,
  promotionSchema,
  priceListSchema,
  productCategorySchema,
  manufacturerSchema,
  supplierSchema,
  stockroomSchema,
]);
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
export type CatalogueKind = CatalogueEntry['kind'];

export type Service = Extract<CatalogueEntry, { kind: 'SERVICE' }>;
export type Product = Extract<CatalogueEntry, { kind: 'PRODUCT' }>;
export type PackageTemplate = Extract<CatalogueEntry, { kind: 'PACKAGE' }>;
export type Plan = Extract<CatalogueEntry, { kind: 'PLAN' }>;
export type Promotion = Extract<CatalogueEntry, { kind: 'PROMOTION' }>;
export type PriceList = Extract<CatalogueEntry, { kind: 'PRICE_LIST' }>;
export type Supplier = Extract<CatalogueEntry, { kind: 'SUPPLIER' }>;
export type Stockroom = Extract<CatalogueEntry, { kind: 'STOCKROOM' }>;
export type ServiceId = Service['id'];
export type ProductId = Product['id'];

/** What other nouns copy into their own documents. */
export { quoteSchema, type Quote, type QuoteLine } from './quote.ts';
export { promotionEffectSchema, promotionScopeSchema } from './offers.ts';
export { serviceCategorySchema } from './service.ts';
export { checkStep } from './product-rules.ts';
export { unitSchema } from './product.ts';

export const catalogue = collectionKey<CatalogueEntry>('catalogue');
export const catalogueVersion = 1;
