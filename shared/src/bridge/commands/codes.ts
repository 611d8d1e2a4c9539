/** Codes that several commands share, because they take the same step of the domain. */

export const amountCodes = ['AMOUNT_TOO_LARGE', 'CURRENCY_MISMATCH'] as const;

/** Pricing a service for an animal. */
export const quoteCodes = [
  ...amountCodes,
  'NOTHING_TO_QUOTE',
  'SERVICE_NOT_OFFERED',
  'NOT_FOR_SPECIES',
  'NO_PRICE',
  'WEIGHT_OUTSIDE_BRACKETS',
  'NOT_AT_HOME',
  'COORDINATES_MISSING',
  'DISTANCE_MISSING',
] as const;

/** Finding the invoice of a visit, or opening it. */
export const visitInvoiceCodes = [...amountCodes, 'NOT_FOUND', 'VISIT_DID_NOT_HAPPEN'] as const;

/** Putting something on an open invoice. */
export const lineCodes = [...visitInvoiceCodes, 'INVOICE_NOT_OPEN', 'INVOICE_TOO_LONG', 'LINE_NOT_FOUND'] as const;

/** Taking something from the cupboards. */
export const takeCodes = [
  'NOT_FOUND',
  'NOT_ENOUGH_STOCK',
  'STOCK_BATCH_EXPIRED',
  'NOTHING_TO_MOVE',
  'NOT_A_STEP',
  'CONTROLLED_NEEDS_JOURNAL',
  'SERIALS_DO_NOT_MATCH',
  'PACK_UNKNOWN',
  'AMOUNT_TOO_LARGE',
] as const;

/** Taking money through a drawer, a terminal or a wallet. */
export const tillCodes = ['TILL_NOT_OPEN', 'TILL_TOO_OLD', 'FISCAL_STORE_BLOCKED'] as const;

/** Issuing an invoice and paying it. */
export const settleCodes = [
  ...amountCodes,
  ...quoteCodes,
  ...tillCodes,
  'NOT_FOUND',
  'INVOICE_NOT_OPEN',
  'INVOICE_EMPTY',
  'INVOICE_TOO_LONG',
  'LINE_NOT_FOUND',
  'REASON_MISSING',
  'WEIGHT_MISSING',
  'NUMBERS_USED_UP',
  'PACKAGE_EMPTY',
  'PACKAGE_EXPIRED',
  'PACKAGE_OTHER_SERVICE',
  'WALLET_BLOCKED',
  'WALLET_TOO_LOW',
  'WALLET_BALANCE_OLD',
  'NOTHING_LEFT_TO_PAY',
  'MORE_THAN_IS_LEFT',
  'CLIENT_NEEDED',
  'ON_ACCOUNT_IS_OFF',
  'MANAGER_NEEDED',
] as const;

/** Taking movements of stock back. */
export const reverseCodes = [
  'REASON_MISSING',
  'ALREADY_REVERSED',
  'NOT_ENOUGH_STOCK',
  'WITNESS_NEEDED',
  'WITNESS_IS_ACTOR',
] as const;

/** Writing in a visit. */
export const writeCodes = [
  'NOT_FOUND',
  'RECORD_SIGNED',
  'RECORD_EMPTY',
  'VISIT_DID_NOT_HAPPEN',
  'TOO_MANY_ENTRIES',
  'MEASURED_IN_FUTURE',
  'MEASUREMENT_OUT_OF_LIMITS',
  'SCORE_BEYOND_SCALE',
  'WEIGHT_CHANGE_UNCONFIRMED',
  'DIAGNOSIS_NOT_SHOWN',
  'FILE_NOT_THERE',
] as const;

/** Recording a fact of one day. */
export const factCodes = [
  'NOT_FOUND',
  'DATE_IN_FUTURE',
  'BEFORE_BIRTH',
  'MEASURED_IN_FUTURE',
  'MEASUREMENT_OUT_OF_LIMITS',
  'SCORE_BEYOND_SCALE',
  'WEIGHT_CHANGE_UNCONFIRMED',
] as const;
