import { type CivilDate, civilDate } from '../../base/civil-date.ts';
import type { Species } from '../pets/species.ts';

/** The sections a passport may have, by what is written in them. */
export type PassportSection =
  | 'OWNERSHIP'
  | 'DESCRIPTION'
  | 'MARKING'
  | 'ISSUING'
  | 'RABIES'
  | 'RABIES_TITRE'
  | 'TAPEWORM'
  | 'PARASITE'
  | 'OTHER_VACCINATION'
  | 'EXAMINATION'
  | 'LEGALISATION'
  | 'OTHER';

/**
 * A form of passport as a law prescribes it (§7.1). This is data: a new law is a new row with its own dates, and the old
 * papers stay what they were.
 */
export interface PassportTemplate {
  readonly code: string;
  readonly name: { readonly ru: string; readonly en: string };
  /** New ones may be issued from the first to the last of these days. */
  readonly issuableFrom: CivilDate;
  readonly issuableUntil?: CivilDate;
  readonly issuedBy: 'AUTHORISED_VET' | 'STATE_VET' | 'ANY_VET';
  /** Undefined means any animal. */
  readonly species?: readonly Species[];
  readonly needsMarking: boolean;
  /** What a number printed on the form looks like, after it was normalised. */
  readonly number: RegExp;
  /** Where it is good for crossing borders; elsewhere it is a useful booklet. */
  readonly travel: readonly ('EU' | 'EAEU')[];
  readonly sections: readonly PassportSection[];
  readonly basis: string;
}

const euSections: readonly PassportSection[] = [
  'OWNERSHIP',
  'DESCRIPTION',
  'MARKING',
  'ISSUING',
  'RABIES',
  'RABIES_TITRE',
  'TAPEWORM',
  'PARASITE',
  'OTHER_VACCINATION',
  'EXAMINATION',
  'LEGALISATION',
  'OTHER',
];
/** ISO country code and a unique code, on every page. */
const euNumber = /^[A-Z]{2}[A-Z0-9]{4,30}$/;
const anyNumber = /^[A-ZА-ЯЁ0-9/]{3,40}$/;

export const passportTemplates: readonly PassportTemplate[] = [
  {
    code: 'EU-577/2013',
    name: { ru: 'Паспорт ЕС (образец 2013 года)', en: 'EU passport (2013 model)' },
    issuableFrom: civilDate('2014-12-29'),
    issuableUntil: civilDate('2026-04-21'),
    issuedBy: 'AUTHORISED_VET',
    species: ['DOG', 'CAT', 'FERRET'],
    needsMarking: true,
    number: euNumber,
    travel: ['EU', 'EAEU'],
    sections: euSections,
    basis: 'Reg. (EU) 576/2013, Implementing Reg. (EU) 577/2013, Annex III; usable after 2026-04-21',
  },
  {
    code: 'EU-2026',
    name: { ru: 'Паспорт ЕС (образец 2026 года)', en: 'EU passport (2026 model)' },
    issuableFrom: civilDate('2026-04-22'),
    issuedBy: 'AUTHORISED_VET',
    species: ['DOG', 'CAT', 'FERRET'],
    needsMarking: true,
    number: euNumber,
    travel: ['EU', 'EAEU'],
    sections: euSections,
    basis: 'Reg. (EU) 2016/429, Delegated Reg. (EU) 2026/131 and its implementing acts',
  },
  {
    code: 'EAEU-317',
    name: { ru: 'Ветеринарный паспорт ЕАЭС', en: 'EAEU veterinary passport' },
    issuableFrom: civilDate('2010-07-01'),
    issuedBy: 'STATE_VET',
    needsMarking: true,
    number: anyNumber,
    travel: ['EAEU'],
    sections: [
      'OWNERSHIP',
      'DESCRIPTION',
      'MARKING',
      'RABIES',
      'OTHER_VACCINATION',
      'PARASITE',
      'EXAMINATION',
      'OTHER',
    ],
    basis: 'Decision of the Customs Union Commission No. 317, Annexes 1 and 2',
  },
  {
    code: 'RU-FREE',
    name: { ru: 'Ветеринарный паспорт клиники', en: 'Clinic booklet' },
    issuableFrom: civilDate('1990-01-01'),
    issuedBy: 'ANY_VET',
    needsMarking: false,
    number: anyNumber,
    travel: ['EAEU'],
    sections: [
      'OWNERSHIP',
      'DESCRIPTION',
      'MARKING',
      'ISSUING',
      'RABIES',
      'OTHER_VACCINATION',
      'PARASITE',
      'EXAMINATION',
      'OTHER',
    ],
    basis: 'Free form; clinics issue their own booklets',
  },
];

/** A template by its code; undefined for a code of a newer program. */
export function passportTemplate(code: string): PassportTemplate | undefined {
  return passportTemplates.find((template) => template.code === code);
}

export function mayBeIssued({ issuableFrom, issuableUntil }: PassportTemplate, day: CivilDate): boolean {
  return issuableFrom <= day && (issuableUntil === undefined || day <= issuableUntil);
}
