import type { CallOutput } from '@lapka/shared/bridge/contract.ts';

export type DayRow = CallOutput['desk']['day'][number];
export type PetLine = DayRow['pet'];
