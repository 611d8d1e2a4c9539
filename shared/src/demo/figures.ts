/**
 * How much of everything one branch of the demo clinic has (§10 of the domain). The generator deals these numbers out
 * exactly; its tests count them again in the documents. A small branch has the same shape with smaller numbers, for
 * tests that need a clinic on the screen within seconds.
 */
export interface Figures {
  /** How many owners have so many pets. */
  readonly ownersByPets: readonly { readonly pets: number; readonly owners: number }[];
  readonly englishOwners: number;
  readonly coOwners: number;
  readonly changedOwner: number;
  readonly duplicatePairs: number;
  readonly consents: { readonly care: number; readonly reminders: number; readonly marketing: number };
  readonly withoutApp: number;
  readonly discounts: readonly { readonly percent: number; readonly owners: number }[];
  readonly wallets: number;
  readonly breeds: Readonly<Record<string, number>>;
  readonly sexUnknown: number;
  readonly neutered: { readonly cats: number; readonly dogs: number };
  /** By full years: below 1, 1 to 7, 8 to 12, 13 and more. */
  readonly ages: readonly [number, number, number, number];
  readonly deceased: number;
  readonly allergies: number;
  readonly bites: number;
  readonly problems: Readonly<Record<ChronicProblem, number>>;
  readonly chips: { readonly dogs: number; readonly cats: number };
  readonly passports: number;

  /** Completed visits from the 16th of a month to the 15th of the next, oldest first. */
  readonly completedByPeriod: readonly number[];
  readonly cancelled: number;
  readonly noShow: { readonly didNotCome: number; readonly notAtHome: number; readonly leftUnseen: number };
  readonly upcoming: number;
  readonly homeVisits: number;
  readonly emergencies: number;
  readonly sources: Readonly<Record<'PHONE' | 'ONLINE' | 'WALK_IN' | 'TELEGRAM', number>>;

  readonly vaccinations: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly threeDaysBefore: number;
  readonly remindersSent: number;
  /** Of the reminders sent, how many led to a booking within 30 days. */
  readonly remindersAnswered: number;

  readonly signedRecords: number;
  /** Unsigned drafts, the two of this morning included. */
  readonly draftRecords: number;
  readonly addenda: number;
  readonly files: number;
  /** How many records have so many prescriptions. */
  readonly prescriptions: readonly { readonly items: number; readonly records: number }[];
  readonly antimicrobials: number;

  readonly retailSales: number;
  readonly planInvoices: number;
  readonly subscriptions: { readonly active: number; readonly paused: number; readonly ended: number };
  readonly packagesSold: number;
  readonly packageVisits: { readonly atCheckOut: number; readonly missed: number };
  readonly planVisits: number;
  readonly payments: Readonly<Record<'CARD' | 'CASH' | 'ONLINE' | 'WALLET' | 'TRANSFER', number>>;
  readonly debts: { readonly onAccount: number; readonly unpaidPlan: number };
  readonly refunds: number;
  readonly walletEntries: {
    readonly deposits: number;
    readonly withdrawals: number;
    readonly refunds: number;
    readonly corrections: number;
  };
  readonly tillDifferences: number;
  readonly promotionUses: number;

  readonly receipts: { readonly first: number; readonly second: number; readonly partial: number };
  readonly discrepancies: number;
  readonly enquiries: number;
  readonly threads: number;
  readonly messages: number;
}

export type ChronicProblem = 'CKD' | 'HEART' | 'ATOPY' | 'DIABETES' | 'ARTHRITIS';

/** Eighteen months of a clinic with two places and six people. */
export const wholeBranch: Figures = {
  ownersByPets: [
    { pets: 1, owners: 260 },
    { pets: 2, owners: 100 },
    { pets: 3, owners: 28 },
    { pets: 4, owners: 8 },
    { pets: 6, owners: 4 },
  ],
  englishOwners: 80,
  coOwners: 12,
  changedOwner: 9,
  duplicatePairs: 6,
  consents: { care: 380, reminders: 352, marketing: 140 },
  withoutApp: 31,
  discounts: [
    { percent: 5, owners: 12 },
    { percent: 10, owners: 7 },
    { percent: 15, owners: 3 },
  ],
  wallets: 118,
  breeds: {
    DOMESTIC_CAT: 150,
    BRITISH_SHORTHAIR: 34,
    SCOTTISH_FOLD: 26,
    MAINE_COON: 24,
    SIBERIAN: 14,
    SPHYNX: 14,
    PERSIAN: 8,
    BENGAL: 8,
    RUSSIAN_BLUE: 6,
    ORIENTAL: 4,
    MIXED_DOG: 76,
    YORKSHIRE_TERRIER: 24,
    LABRADOR: 20,
    POMERANIAN: 20,
    GERMAN_SHEPHERD: 18,
    JACK_RUSSELL: 18,
    CORGI: 14,
    CHIHUAHUA: 14,
    FRENCH_BULLDOG: 14,
    GOLDEN_RETRIEVER: 10,
    HUSKY: 10,
    DACHSHUND: 8,
    BEAGLE: 6,
    DWARF_RABBIT: 12,
    LOP_RABBIT: 6,
    GUINEA_PIG: 9,
    RAT: 6,
    HAMSTER: 3,
    BUDGERIGAR: 7,
    COCKATIEL: 3,
    PARROT: 2,
    FERRET: 6,
    TURTLE: 3,
    GECKO: 1,
    HEDGEHOG: 2,
  },
  sexUnknown: 12,
  neutered: { cats: 196, dogs: 93 },
  ages: [72, 330, 150, 48],
  deceased: 27,
  allergies: 24,
  bites: 19,
  problems: { CKD: 16, HEART: 12, ATOPY: 18, DIABETES: 7, ARTHRITIS: 18 },
  chips: { dogs: 176, cats: 92 },
  passports: 236,

  completedByPeriod: [196, 187, 179, 179, 170, 161, 152, 143, 152, 169, 186, 204, 199, 186, 178, 181, 186, 192],
  cancelled: 190,
  noShow: { didNotCome: 85, notAtHome: 5, leftUnseen: 20 },
  upcoming: 76,
  homeVisits: 84,
  emergencies: 5,
  sources: { PHONE: 1820, ONLINE: 840, WALK_IN: 665, TELEGRAM: 175 },

  vaccinations: 1450,
  overdue: 74,
  dueSoon: 31,
  threeDaysBefore: 6,
  remindersSent: 2050,
  remindersAnswered: 1250,

  signedRecords: 2760,
  draftRecords: 9,
  addenda: 63,
  files: 160,
  prescriptions: [
    { items: 1, records: 420 },
    { items: 2, records: 180 },
    { items: 3, records: 40 },
  ],
  antimicrobials: 210,

  retailSales: 820,
  planInvoices: 410,
  subscriptions: { active: 46, paused: 5, ended: 9 },
  packagesSold: 58,
  packageVisits: { atCheckOut: 105, missed: 26 },
  planVisits: 22,
  payments: { CARD: 2635, CASH: 1293, ONLINE: 431, WALLET: 287, TRANSFER: 8 },
  debts: { onAccount: 9, unpaidPlan: 5 },
  refunds: 38,
  walletEntries: { deposits: 347, withdrawals: 24, refunds: 12, corrections: 20 },
  tillDifferences: 41,
  promotionUses: 99,

  receipts: { first: 64, second: 24, partial: 3 },
  discrepancies: 17,
  enquiries: 310,
  threads: 520,
  messages: 2900,
};
