import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Notification,
  Select,
  TextInput,
} from '@mantine/core';

/** Ten steps of the one accent; Mantine's parts ask for them by number. */
const pine: MantineColorsTuple = [
  '#eaf4ef',
  '#dcebe4',
  '#b6d8ca',
  '#8cc3ae',
  '#67b096',
  '#4a9e83',
  '#338a6f',
  '#1f6a59',
  '#17513f',
  '#0e3a2c',
];

/** Mantine gives behaviour and keyboard; how things look is ours (tokens.css and the parts in components/). */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 4 },
  colors: { pine },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-codes)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  defaultRadius: 'var(--radius)',
  cursorType: 'pointer',
  components: {
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({
      defaultProps: { size: 'sm', checkIconPosition: 'right', comboboxProps: { shadow: 'md' } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: false,
        yOffset: '12vh',
        transitionProps: { duration: 90 },
        overlayProps: { backgroundOpacity: 0.35, blur: 1 },
      },
    }),
    Notification: Notification.extend({ defaultProps: { withBorder: true } }),
  },
});

/** Mantine's own variables, pointed at our tokens, so that its parts change with them. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default-hover': 'var(--surface-sunk)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-error': 'var(--danger)',
    '--input-bg': 'var(--surface)',
  };
  return { variables: {}, light: shared, dark: shared };
};
