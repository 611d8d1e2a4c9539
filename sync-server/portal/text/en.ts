import type { Texts } from './ru.ts';

export const en: Texts = {
  title: 'Hello {{name}}!',
  connecting: 'Connecting…',
  linkBroken: 'This link does not fit. Please ask the clinic for a new one.',
  notices: 'Reminders',
  empty: 'No reminders yet',
  emptyHint: 'We will write when your pet needs a vaccination.',
  vaccinationDue: '{{pets}}: a vaccination is due',
  visit: '{{pets}}: you have an appointment',
  dueOn: 'by {{date}}',
  vaccine: { 'V-RAB': 'rabies', 'V-KC': 'kennel cough', 'V-MYX': 'myxomatosis and RHD', other: 'vaccination' },
};
