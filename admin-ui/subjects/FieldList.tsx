import Box from '@mui/material/Box';
import { useDesk } from '../cases/case-page/case-context.ts';
import { Day } from '../fields/Moment.tsx';
import { MaskedValue } from './MaskedValue.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The applicant's own words, identifiers masked; `only` picks some of them. */
export function FieldList({ only, columns = 1 }: { only?: readonly string[]; columns?: 1 | 2 }) {
  const { view } = useDesk();
  const fields = only ? view.fields.filter((field) => only.includes(field.key)) : view.fields;
  return (
    // Two columns only where there is room for them: beside two scans there is not.
    <Box sx={{ containerType: 'inline-size' }}><Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', ...(columns === 2 && { '@container (min-width: 600px)': { gridTemplateColumns: 'repeat(2, max-content minmax(0, 1fr))' } }), columnGap: 2, rowGap: 0.25, m: 0, fontSize: '0.9375rem' }}>
      {fields.map((field) => (
        <Box key={field.key} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary', fontSize: '0.875rem', pt: '2px' }}>{field.label}</Box>
          <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
            {field.masked && field.value ? <MaskedValue field={field.key} masked={field.value} label={field.label} /> : field.value && DAY.test(field.value) ? <Day day={field.value} /> : field.value ?? '–'}
            {field.warnings.map((warning) => <Box key={warning} sx={{ color: 'warning.main', fontSize: '0.8125rem' }}>{warning}</Box>)}
          </Box>
        </Box>
      ))}
    </Box></Box>
  );
}
