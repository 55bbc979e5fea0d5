import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Radio,
  Select,
} from '@mantine/core';

// Mantine in one place: every value it draws with comes from tokens.css, so light and dark need no second word here.

/** Mantine wants ten steps of a colour; ours are two, and the soft one under them. */
const SOFT = 'var(--accent-soft)';
const ACCENT = 'var(--accent)';
const HOVER = 'var(--accent-hover)';
const accent: MantineColorsTuple = [SOFT, SOFT, SOFT, SOFT, SOFT, ACCENT, ACCENT, HOVER, HOVER, HOVER];

const HEIGHTS: Readonly<Record<string, string>> = { xs: '24px', sm: '28px', md: '32px' };
const PADDINGS: Readonly<Record<string, string>> = { xs: '8px', sm: '10px', md: '12px' };

const height = (size: unknown) => HEIGHTS[String(size)] ?? '28px';

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  primaryShade: { light: 6, dark: 6 },
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: '5px',
  radius: { xs: '3px', sm: '5px', md: '5px', lg: '8px', xl: '8px' },
  focusRing: 'never',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'xs' },
      vars: (_theme, { size }) => ({
        root: {
          '--button-height': height(size),
          '--button-padding-x': PADDINGS[String(size)] ?? '8px',
          '--button-fz': 'var(--fs-12)',
        },
      }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, { size }) => ({
        wrapper: {
          '--input-height': height(size),
          '--input-fz': 'var(--fs-12)',
          '--input-padding': '8px',
        },
      }),
    }),
    Select: Select.extend({ defaultProps: { size: 'sm' } }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs', radius: 'xs' },
      vars: () => ({ root: { '--checkbox-size': '14px' } }),
    }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' }, vars: () => ({ root: { '--radio-size': '14px' } }) }),
    Menu: Menu.extend({
      defaultProps: {
        position: 'bottom-end',
        offset: 4,
        transitionProps: { duration: 80 },
        // A placeholder among the items is no item to a screen reader; the focus goes to the first one.
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: false,
        yOffset: '18vh',
        transitionProps: { duration: 140 },
        overlayProps: { backgroundOpacity: 0.32 },
      },
    }),
  },
});

/** Mantine's names for our surfaces, the same in light and dark: the tokens themselves change. */
export const cssVariables: CSSVariablesResolver = () => {
  const surfaces = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--st-failed)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-default': 'var(--bg-raised)',
    '--mantine-color-default-hover': 'var(--bg-hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-control)',
    '--mantine-color-disabled': 'var(--bg-head)',
    '--mantine-color-disabled-color': 'var(--text-3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
    '--mantine-color-accent-contrast': 'var(--on-accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-white': 'var(--on-accent)',
  };
  return { variables: {}, light: surfaces, dark: surfaces };
};
