import type { ru } from './ru.ts';

export const en: { readonly [Kind in keyof typeof ru]: { readonly subject: string; readonly text: string } } = {
  VERIFY_EMAIL: {
    subject: 'Confirmation code',
    text: 'Your code to confirm this address: {{code}}\n\nIt is valid for 24 hours. If you did not ask for it, there is nothing to do.',
  },
  RESET_PASSWORD: {
    subject: 'New password',
    text: 'Your code to change the password: {{code}}\n\nIt is valid for 30 minutes. If you did not ask for it, somebody typed your address by mistake: your password is unchanged.',
  },
  SECOND_FACTOR: {
    subject: 'Sign-in code',
    text: 'Your sign-in code: {{code}}\n\nIt is valid for 5 minutes. If this is not you, change your password.',
  },
  INVITATION: {
    subject: 'Invitation to a clinic',
    text: 'You are invited to work in Lapka. Your invitation code: {{code}}\n\nIt is valid for 7 days.',
  },
  NEW_PASSWORD: {
    subject: 'Password changed',
    text: 'Your password was changed and your other sessions were ended. If this was not you, ask for a new password and tell the owner of the clinic.',
  },
};
