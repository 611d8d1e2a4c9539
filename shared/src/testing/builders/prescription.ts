import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import type { DosedPrescription } from '../../domain/records/prescription.ts';
import { at, staffId, today } from './stamp.ts';

/** Amoxicillin with clavulanic acid for Baron: one and a half tablets every 12 hours for 7 days. */
export function aPrescription(given: Partial<DosedPrescription> = {}): DosedPrescription {
  return {
    id: derivedId('Prescription', 'AB-AMC'),
    kind: 'DOSED',
    by: { kind: 'STAFF', staff: staffId('U2') },
    at: at('10:00'),
    date: today,
    diagnosis: 'Пиодермия',
    chronic: false,
    cascade: false,
    law: { pack: 'RU-776' },
    medicine: {
      code: 'AB-AMC',
      name: 'Амоксициллин/клавуланат',
      substance: 'амоксициллин + клавулановая кислота',
      strength: '250 мг',
      form: 'таблетки',
      group: 'ANTIMICROBIAL',
    },
    dose: { amount: quantity(1.5), unit: 'TABLET' },
    route: 'внутрь',
    frequency: { every: 'HOURS', hours: 12 },
    days: 7,
    dispensed: { amount: quantity(21), unit: 'TABLET' },
    instructions: '',
    warnings: ['давать с кормом'],
    withdrawal: '',
    ...given,
  };
}
