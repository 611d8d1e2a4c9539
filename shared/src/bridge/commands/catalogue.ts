import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { priceSchema } from '../../domain/amounts.ts';
import { listingSchema } from '../../domain/catalogue/entry-fields.ts';
import { packageTemplateSchema, planSchema, promotionSchema } from '../../domain/catalogue/offers.ts';
import { weightTierSchema } from '../../domain/catalogue/price-terms.ts';
import { productSchema } from '../../domain/catalogue/product.ts';
import { serviceSchema } from '../../domain/catalogue/service.ts';
import { supplierSchema } from '../../domain/catalogue/trade.ts';
import { codeSchema, nameSchema } from '../../domain/names.ts';
import { seenSchema } from '../../domain/seen.ts';
import { protocolSchema } from '../../domain/vaccinations/protocol.ts';
import { command } from '../define.ts';

/** Without an id and a mark of what was shown, it is a new entry. Prices are a command of their own. */
const always = { seen: seenSchema.optional(), code: codeSchema, name: nameSchema };
const entryErrors = ['NOT_FOUND', 'CHANGED_MEANWHILE', 'CODE_TAKEN'] as const;

const product = productSchema.shape;
const service = serviceSchema.shape;

/** What a price is for; a service is priced by weight in one of two ways (C-01). */
const newPriceSchema = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('SERVICE'),
    service: idSchema('Service'),
    base: priceSchema,
    perKg: priceSchema.nullable(),
    tiers: z.array(weightTierSchema).max(30),
    perKm: priceSchema.nullable(),
  }),
  z.strictObject({ of: z.literal('PRODUCT'), product: idSchema('Product'), price: priceSchema }),
  z.strictObject({ of: z.literal('PLAN'), plan: idSchema('Plan'), price: priceSchema }),
]);

export const catalogueCommands = {
  changeService: command({
    input: {
      ...always,
      service: idSchema('Service').optional(),
      origin: service.origin,
      category: service.category,
      species: service.species,
      minutes: service.minutes,
      slotsRequired: service.slotsRequired,
      home: service.home,
      roomKinds: service.roomKinds,
      performers: service.performers,
      overrides: service.overrides,
      status: listingSchema,
    },
    output: z.strictObject({ service: idSchema('Service') }),
    errors: entryErrors,
  }),
  /** A price of a list from a day on; old ones stay, because things did cost that. */
  changePrices: command({
    input: {
      list: idSchema('PriceList'),
      validFrom: civilDateSchema,
      prices: z.array(newPriceSchema).min(1).max(200),
    },
    output: z.strictObject({ prices: z.array(idSchema('Price')) }),
    errors: [
      'NOT_FOUND',
      'CURRENCY_MISMATCH',
      'WEIGHT_PRICED_TWICE',
      'TIERS_LEAVE_GAP',
      'TIERS_OVERLAP',
      'TOO_MANY_ENTRIES',
    ],
  }),
  changeProduct: command({
    input: {
      ...always,
      product: idSchema('Product').optional(),
      sort: product.sort,
      category: product.category,
      manufacturer: product.manufacturer,
      unit: product.unit,
      step: product.step,
      packs: product.packs,
      barcodes: product.barcodes,
      supply: product.supply,
      controlled: product.controlled,
      antimicrobial: product.antimicrobial,
      cold: product.cold,
      tracking: product.tracking,
      vaccine: product.vaccine,
      label: product.label,
      minimum: product.minimum,
      status: product.status,
    },
    output: z.strictObject({ product: idSchema('Product') }),
    errors: [...entryErrors, 'BATCH_TRACKING_REQUIRED', 'CONTROLLED_NEEDS_PRESCRIPTION', 'STATUS_CHANGE_REFUSED'],
  }),
  changePackage: command({
    input: {
      ...always,
      package: idSchema('PackageTemplate').optional(),
      services: packageTemplateSchema.shape.services,
      visits: packageTemplateSchema.shape.visits,
      paidVisits: packageTemplateSchema.shape.paidVisits,
      validMonths: packageTemplateSchema.shape.validMonths,
      status: listingSchema,
    },
    output: z.strictObject({ package: idSchema('PackageTemplate') }),
    errors: [...entryErrors, 'MORE_PAID_THAN_GIVEN'],
  }),
  changePlan: command({
    input: {
      ...always,
      plan: idSchema('Plan').optional(),
      species: planSchema.shape.species,
      included: planSchema.shape.included,
      discounts: planSchema.shape.discounts,
      status: listingSchema,
    },
    output: z.strictObject({ plan: idSchema('Plan') }),
    errors: entryErrors,
  }),
  changePromotion: command({
    input: {
      ...always,
      promotion: idSchema('Promotion').optional(),
      effect: promotionSchema.shape.effect,
      scope: promotionSchema.shape.scope,
      from: civilDateSchema,
      until: civilDateSchema,
      totalLimit: promotionSchema.shape.totalLimit,
      perClientLimit: promotionSchema.shape.perClientLimit,
      minimum: promotionSchema.shape.minimum,
      status: listingSchema,
    },
    output: z.strictObject({ promotion: idSchema('Promotion') }),
    errors: [...entryErrors, 'ENDS_BEFORE_START'],
  }),
  changeSupplier: command({
    input: {
      ...always,
      supplier: idSchema('Supplier').optional(),
      contacts: supplierSchema.shape.contacts,
      status: supplierSchema.shape.status,
    },
    output: z.strictObject({ supplier: idSchema('Supplier') }),
    errors: [...entryErrors, 'STATUS_CHANGE_REFUSED'],
  }),
  /** How the clinic vaccinates with one vaccine, as the chief vet signs it off. */
  changeProtocol: command({
    input: { seen: seenSchema, protocol: protocolSchema },
    output: z.strictObject({ vaccine: codeSchema }),
    errors: ['CHANGED_MEANWHILE', 'PREFERENCE_NOT_FITTING', 'PREFERENCE_UNKNOWN'],
  }),
};
