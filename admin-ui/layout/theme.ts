/**
 * The look, written down once.
 *
 * Type: Source Sans 3, variable, served by us. Sizes in px at 16 px root: 12.5 small print and chips · 14 tables and forms · 15 reading text ·
 * 17 section heads · 21 page heads. Line heights 1.35 in tables, 1.5 in reading text. Weights 400, 600 for what is pressed or counted, 650 heads.
 * Figures are tabular wherever they stand under each other.
 *
 * Space: steps of 4 px (theme.spacing(1) = 8 px). Table rows are 29 px high: 20 of them fit beside bar, tabs and pager at 1366×768.
 * Sides: 48 px bar, 190 px menu (52 px beside a case), 60 px road of steps, 168 px queue beside a case, at least 430 px viewer.
 *
 * Colour: warm paper grey, ink, one deep teal. Red, amber and green speak of time and verdicts only, and never alone: a word or a sign stands beside them.
 */
import type { ThemeOptions } from '@mui/material/styles';
import { defaultTheme, type RaThemeOptions } from 'react-admin';

export const SIZES = { bar: 48, menu: 190, slimMenu: 52, road: 60, queue: 168, viewer: 430, row: 29 } as const;

interface Palette { mode: 'light' | 'dark'; paper: string; ground: string; ink: string; quiet: string; line: string; accent: string; /** the accent under the pointer */ accentHover: string; onAccent: string; bar: string; late: string; soon: string; good: string; note: string }

const light: Palette = {
  mode: 'light', paper: '#fefdfb', ground: '#f3f0e9', ink: '#1d2526', quiet: '#586060', line: '#dcd6c9', accent: '#0e5457', accentHover: '#093b3d', onAccent: '#ffffff', bar: '#0f3d41',
  late: '#a3231c', soon: '#855200', good: '#24663b', note: '#285a80',
};
const dark: Palette = {
  mode: 'dark', paper: '#1b2223', ground: '#131819', ink: '#e8e5de', quiet: '#a9b1af', line: '#364042', accent: '#7fc9c3', accentHover: '#a3dbd6', onAccent: '#06292b', bar: '#0d2a2d',
  late: '#f09a92', soon: '#e8bd6a', good: '#8fd0a3', note: '#93c0e4',
};

const FONT = '"Source Sans 3 Variable", "Segoe UI", system-ui, sans-serif';

function options(tone: Palette): RaThemeOptions {
  return {
    ...defaultTheme,
    palette: {
      mode: tone.mode, ...Object.fromEntries(['primary', 'secondary'].map((name) => [name, { main: tone.accent, dark: tone.accentHover, contrastText: tone.onAccent }])),
      error: { main: tone.late }, warning: { main: tone.soon }, success: { main: tone.good }, info: { main: tone.note },
      background: { default: tone.ground, paper: tone.paper }, text: { primary: tone.ink, secondary: tone.quiet }, divider: tone.line,
    },
    shape: { borderRadius: 5 },
    typography: {
      fontFamily: FONT, fontSize: 14, fontWeightBold: 650,
      h1: { fontSize: '1.3125rem', fontWeight: 650, lineHeight: 1.25, letterSpacing: '-0.005em' },
      h2: { fontSize: '1.0625rem', fontWeight: 650, lineHeight: 1.3 },
      h3: { fontSize: '0.9375rem', fontWeight: 650, lineHeight: 1.35 },
      h6: { fontSize: '1.0625rem', fontWeight: 650 },
      body1: { fontSize: '0.9375rem', lineHeight: 1.5 }, body2: { fontSize: '0.875rem', lineHeight: 1.45 },
      caption: { fontSize: '0.78125rem', lineHeight: 1.4 }, button: { textTransform: 'none', fontWeight: 600, fontSize: '0.875rem' },
    },
    components: { ...defaultTheme.components, ...components(tone) },
  };
}

function components(tone: Palette): ThemeOptions['components'] {
  const floating = { border: `1px solid ${tone.line}`, boxShadow: tone.mode === 'light' ? '0 4px 14px rgba(0, 0, 0, 0.2)' : '0 6px 20px rgba(0, 0, 0, 0.6)' };
  const outlined = { root: { backgroundColor: tone.paper }, notchedOutline: { borderColor: tone.mode === 'light' ? '#8d938f' : '#6d7779' } };
  // What a date looks like, before one stands there, is there to be read: the library draws it at 2.5:1.
  const dateShape = { sectionsContainer: { variants: [{ props: { isFieldFocused: false, isFieldValueEmpty: true }, style: { opacity: 0.72 } }] } };
  const pessimistic = { defaultProps: { mutationMode: 'pessimistic' } };
  return {
    // Scroll bars take their room on a desk (unlike on a phone): narrow ones, in the colours of the page.
    MuiCssBaseline: { styleOverrides: { html: { colorScheme: tone.mode }, '*': { scrollbarWidth: 'thin', scrollbarColor: `${tone.quiet} transparent` }, body: { fontVariantNumeric: 'lining-nums' }, ':focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: 1 }, 'header .MuiButtonBase-root.Mui-focusVisible': { outlineColor: '#fff' } } },
    // Without its ripple a button of this library shows the keyboard nowhere: it takes the outline away itself. Above its neighbours in a group.
    MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: { '&.Mui-focusVisible': { outline: `2px solid ${tone.accent}`, outlineOffset: 1, zIndex: 2 } } } },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'small' },
      styleOverrides: { root: { paddingInline: 12, minHeight: 32, lineHeight: 1.3 }, sizeLarge: { minHeight: 38, fontSize: '0.9375rem' } },
    },
    // All paper is of one colour, however high it lies; grey over the dark would be a third ground.
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' }, outlined: { borderColor: tone.line } } },
    MuiDialog: { styleOverrides: { paper: tone.mode === 'dark' ? { border: `1px solid ${tone.line}` } : {} } },
    // The buttons end where the fields end.
    MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
    // White on a white list: without an edge nobody sees where the choices end.
    MuiAutocomplete: { styleOverrides: { paper: floating } },
    MuiPopover: { styleOverrides: { paper: floating } },
    MuiCard: { styleOverrides: { root: { border: `1px solid ${tone.line}`, boxShadow: 'none' } } },
    MuiTextField: { defaultProps: { size: 'small', variant: 'outlined', margin: 'none' } },
    MuiFormControl: { defaultProps: { size: 'small', variant: 'outlined', margin: 'none' } },
    MuiSelect: { defaultProps: { size: 'small', variant: 'outlined' } },
    MuiOutlinedInput: { styleOverrides: outlined },
    // Date fields are of another family and must look like their neighbours.
    ...{ MuiPickersOutlinedInput: { styleOverrides: { ...outlined, ...dateShape } }, MuiPickerPopper: { styleOverrides: { paper: floating } } },
    MuiFormHelperText: { styleOverrides: { root: { marginInline: 2 } } },
    MuiTableCell: {
      styleOverrides: {
        root: { padding: '3px 8px', fontSize: '0.875rem', lineHeight: 1.35, borderColor: tone.line, height: SIZES.row },
        // A button in a row must not make the row higher than its neighbours.
        body: { '& .MuiButton-text': { minHeight: 0, paddingBlock: 1, whiteSpace: 'nowrap' } },
        head: { fontWeight: 600, fontSize: '0.8125rem', color: tone.quiet, backgroundColor: tone.paper, whiteSpace: 'nowrap' },
      },
    },
    MuiTableRow: { styleOverrides: { root: { '&:last-child td': { borderBottom: 0 } } } },
    MuiTab: { styleOverrides: { root: { minHeight: 36, paddingBlock: 4, paddingInline: 12, minWidth: 0, fontSize: '0.875rem', color: tone.quiet, '&.Mui-focusVisible': { outlineOffset: -3 } } } },
    MuiMenuItem: { styleOverrides: { root: { '&.Mui-focusVisible': { outlineOffset: -2 } } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 36 } } },
    MuiChip: { defaultProps: { size: 'small' }, styleOverrides: { root: { height: 21, fontSize: '0.78125rem', fontWeight: 600, borderRadius: 4 }, label: { paddingInline: 7 } } },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 350 }, styleOverrides: { tooltip: { fontSize: '0.8125rem', backgroundColor: tone.mode === 'light' ? '#243031' : '#3a4648' } } },
    // On a dark ground its own tone alone looks like a hole.
    MuiAlert: { styleOverrides: { standard: tone.mode === 'dark' ? { border: `1px solid ${tone.line}` } : {}, root: { paddingBlock: 2, fontSize: '0.875rem' }, standardInfo: { color: tone.ink }, standardWarning: { color: tone.ink }, standardError: { color: tone.ink }, standardSuccess: { color: tone.ink } } },
    // What is switched off and closed is still to be read: the library draws its knob white on white.
    MuiSwitch: { styleOverrides: { switchBase: { '&.Mui-disabled': { color: tone.mode === 'light' ? '#aab0ac' : '#6d7779' }, '&.Mui-checked.Mui-disabled': { color: tone.accent, opacity: 0.6 }, '&.Mui-disabled + .MuiSwitch-track': { opacity: 0.3 } } } },
    MuiToggleButton: { styleOverrides: { root: { textTransform: 'none', paddingBlock: 3, paddingInline: 10, lineHeight: 1.35, color: tone.ink } } },
    MuiLink: { defaultProps: { underline: 'hover' }, styleOverrides: { root: { '&.Mui-focusVisible': { outline: `2px solid ${tone.accent}`, outlineOffset: 1 } } } },
    // Its number stands on the line of the words beside it: the library pads it as a field.
    MuiTablePagination: { styleOverrides: { toolbar: { minHeight: '38px !important' }, select: { paddingBlock: 3 } } },
    // With margins instead of gaps a stack takes away the outdent by which a switch or check box stands in line with the fields.
    MuiStack: { defaultProps: { useFlexGap: true } },
    // An aria-label on the span leaves the input itself nameless.
    MuiCheckbox: {
      defaultProps: {
        size: 'small',
        slotProps: { input: ((owner: Record<string, unknown>) => (owner['aria-label'] ? { 'aria-label': owner['aria-label'] } : {})) as never },
      },
    },
    ...Object.fromEntries(['RaEdit', 'RaCreate', 'RaDeleteButton', 'RaBulkDeleteButton', 'RaUpdateButton', 'RaBulkUpdateButton'].map((name) => [name, pessimistic])),
    // What is still coming: grey on white as react-admin has it would glare in the dark.
    RaPlaceholder: { styleOverrides: { root: { backgroundColor: tone.line } } },
    RaList: { styleOverrides: { root: { '& .RaList-main': { minWidth: 0 }, '& .RaList-content': { border: `1px solid ${tone.line}`, overflow: 'hidden' } } } },
    RaDataTable: {
      styleOverrides: {
        root: {
          '& .RaDataTable-headerCell': { padding: '3px 8px' }, '& .RaDataTable-rowEven, & .RaDataTable-rowOdd': { '&:hover': { backgroundColor: tone.mode === 'light' ? '#f2f6f4' : '#232c2d' } },
          '& .RaDataTable-selectable:has(.RaDataTable-checkbox input:checked)': { backgroundColor: tone.mode === 'light' ? '#e4efec' : '#1d3334' },
        },
      },
    },
  };
}

export const BAR_COLOR = { light: light.bar, dark: dark.bar } as const;
export const lightTheme = options(light);
export const darkTheme = options(dark);
