import { defineFailures } from '../../base/failure.ts';

export const travelFailures = defineFailures({
  NO_TRAVEL_LAW: {
    cause: 'The country packs hold no travel rules for the destination on that day.',
    remedy: 'Ask the embassy of the country; add the rules to the country pack.',
    ru: 'Правила въезда для страны {{destination}} нам неизвестны. Уточните в посольстве.',
    en: 'We do not know the entry rules of {{destination}}. Please ask its embassy.',
  },
});
