import type { Answer } from '@lapka/shared/bridge/contract.ts';

export type DayRow = Answer<'desk', 'day'>[number];
export type PetLine = DayRow['pet'];
