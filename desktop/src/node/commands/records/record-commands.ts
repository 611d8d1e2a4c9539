import type { CommandTable } from '../command.ts';
import { addAddendum } from './add-addendum.ts';
import { attach } from './attach.ts';
import { changeTemplate } from './change-template.ts';
import { enterResult } from './enter-result.ts';
import { estimate } from './estimate.ts';
import { joinTexts } from './join-texts.ts';
import { measure } from './measure.ts';
import { note } from './note.ts';
import { prescribe } from './prescribe.ts';
import { refuseVaccine } from './refuse-vaccine.ts';
import { saveDraft } from './save-draft.ts';
import { setNextDue } from './set-next-due.ts';
import { settleLateEdit } from './settle-late-edit.ts';
import { sign } from './sign.ts';
import { takeConsent } from './take-consent.ts';
import { vaccinate } from './vaccinate.ts';
import { voidDraft } from './void-draft.ts';
import { voidEntry } from './void-entry.ts';
import { voidVaccination } from './void-vaccination.ts';

export const recordCommands: CommandTable['records'] = {
  saveDraft,
  voidDraft,
  joinTexts,
  sign,
  addAddendum,
  settleLateEdit,
  prescribe,
  vaccinate,
  voidVaccination,
  setNextDue,
  refuseVaccine,
  measure,
  note,
  enterResult,
  attach,
  voidEntry,
  changeTemplate,
  takeConsent,
  estimate,
};
