import { type CivilDate, civilDate } from '../../base/civil-date.ts';
import { percent } from '../../base/percent.ts';
import type { PackageTemplate, Plan, Promotion } from '../../domain/catalogue/catalogue.ts';
import { checkPackage, checkPromotion } from '../../domain/catalogue/entry-rules.ts';
import { createdBy, type Stamp } from '../../domain/document.ts';
import type { LocalName } from '../../domain/names.ts';
import { demoId } from '../demo-ids.ts';
import { granted } from '../play/stage.ts';
import type { Timeline } from '../timeline.ts';
import type { ServiceCode } from '../words/services.ts';
import { priceLists, rubles } from './price-list.ts';

export type PackageCode = 'NAIL-5' | 'SPA-5';
export type PlanCode = 'PUPPY' | 'ADULT-CAT' | 'SENIOR';
export const promotionCodes = ['SUMMER', 'FREETRAVEL', 'AUTUMN500', 'DENTAL10'] as const;
export type PromotionCode = (typeof promotionCodes)[number];

/** When each promotion holds, by the calendar of the examples. */
export const promotionDays: Readonly<Record<PromotionCode, readonly [from: CivilDate, until: CivilDate]>> = {
  SUMMER: [civilDate('2026-06-01'), civilDate('2026-08-31')],
  FREETRAVEL: [civilDate('2026-01-12'), civilDate('2026-12-31')],
  AUTUMN500: [civilDate('2026-09-01'), civilDate('2026-11-30')],
  DENTAL10: [civilDate('2026-10-01'), civilDate('2026-11-30')],
};

/** Packages, plans and promotions (10.4 of the domain). */
export function offersOf(timeline: Timeline, from: CivilDate) {
  return {
    packages: (stamp: Stamp): PackageTemplate[] => [
      fiveForFour('NAIL-5', 'NAIL', { ru: 'Стрижка когтей: 5 по цене 4', en: 'Nail trim: 5 for 4' }, stamp),
      fiveForFour('SPA-5', 'SPA-BASE', { ru: 'Груминг: 5 по цене 4', en: 'Grooming: 5 for 4' }, stamp),
    ],
    plans: (stamp: Stamp): Plan[] => plansFrom(from, stamp),
    promotion: (code: PromotionCode, stamp: Stamp): Promotion => {
      const [first, last] = promotionDays[code].map((date) => timeline.date(timeline.example(date)));
      return granted(checkPromotion(promotionOf(code, first ?? from, last ?? from, stamp)));
    },
  };
}

function fiveForFour(code: PackageCode, service: ServiceCode, name: LocalName, stamp: Stamp): PackageTemplate {
  const template: PackageTemplate = {
    id: demoId('PackageTemplate', code),
    kind: 'PACKAGE',
    code,
    name,
    services: [demoId('Service', service)],
    visits: 5,
    paidVisits: 4,
    validMonths: 18,
    status: 'ACTIVE',
    ...createdBy(stamp, 1),
  };
  return granted(checkPackage(template));
}

function plansFrom(from: CivilDate, stamp: Stamp): Plan[] {
  const visits = ['CONS-1', 'CONS-2'] as const;
  const vaccines = ['VAC-RAB', 'VAC-CPX'] as const;
  const item = (plan: PlanCode, key: string, name: LocalName, codes: readonly ServiceCode[], perYear: number) => ({
    id: demoId('PlanItem', plan, key),
    name,
    services: codes.map((code) => demoId('Service', code)),
    perYear,
  });
  const exams: LocalName = { ru: 'Приёмы', en: 'Visits' };
  const shots: LocalName = { ru: 'Вакцинации', en: 'Vaccinations' };
  const plan = (
    code: PlanCode,
    name: LocalName,
    monthly: number,
    rest: Pick<Plan, 'species' | 'included' | 'discounts'>,
  ): Plan => ({
    id: demoId('Plan', code),
    kind: 'PLAN',
    code,
    name,
    ...rest,
    prices: [{ id: demoId('Price', 'PLAN', code), list: priceLists.MAIN, validFrom: from, price: rubles(monthly) }],
    status: 'ACTIVE',
    ...createdBy(stamp, 1),
  });
  return [
    plan('PUPPY', { ru: 'Щенок', en: 'Puppy' }, 1290, {
      species: ['DOG'],
      included: [item('PUPPY', 'VISITS', exams, visits, 4), item('PUPPY', 'VACCINES', shots, vaccines, 5)],
      discounts: [],
    }),
    plan('ADULT-CAT', { ru: 'Взрослая кошка', en: 'Adult cat' }, 990, {
      species: ['CAT'],
      included: [
        item('ADULT-CAT', 'VISITS', exams, visits, 2),
        item('ADULT-CAT', 'VACCINES', shots, vaccines, 2),
        item('ADULT-CAT', 'URINE', { ru: 'Анализ мочи', en: 'Urine test' }, ['CONS-2'], 1),
      ],
      discounts: [],
    }),
    plan('SENIOR', { ru: 'Старший возраст', en: 'Senior' }, 1490, {
      species: ['DOG', 'CAT'],
      included: [
        item('SENIOR', 'VISITS', exams, visits, 3),
        item('SENIOR', 'BLOOD', { ru: 'Анализ крови', en: 'Blood panel' }, ['CONS-2'], 1),
      ],
      discounts: [{ category: demoId('ProductCategory', 'DIETS'), share: percent(10) }],
    }),
  ];
}

function promotionOf(code: PromotionCode, from: CivilDate, until: CivilDate, stamp: Stamp): Promotion {
  const common = {
    id: demoId('Promotion', code),
    kind: 'PROMOTION' as const,
    code,
    from,
    until,
    totalLimit: null,
    perClientLimit: null,
    minimum: null,
    status: 'ACTIVE' as const,
    ...createdBy(stamp, 1),
  };
  const service = (wanted: ServiceCode): Promotion['scope'] => [{ of: 'SERVICE', service: demoId('Service', wanted) }];
  switch (code) {
    case 'AUTUMN500':
      return {
        ...common,
        name: { ru: 'Осень: 500 ₽ в подарок', en: 'Autumn: RUB 500 off' },
        effect: { type: 'FIXED_AMOUNT', amount: rubles(500) },
        scope: [],
        totalLimit: 100,
        minimum: rubles(1000),
      };
    case 'DENTAL10':
      return {
        ...common,
        name: { ru: 'Здоровые зубы: −10 %', en: 'Healthy teeth: −10 %' },
        effect: { type: 'PERCENTAGE', share: percent(10) },
        scope: service('DENT'),
      };
    case 'FREETRAVEL':
      return {
        ...common,
        name: { ru: 'Выезд бесплатно', en: 'Free travel' },
        effect: { type: 'FREE_TRAVEL' },
        scope: [],
        perClientLimit: 1,
      };
    case 'SUMMER':
      return {
        ...common,
        name: { ru: 'Летний груминг', en: 'Summer grooming' },
        effect: { type: 'PERCENTAGE', share: percent(15) },
        scope: service('SPA-BASE'),
      };
  }
}
