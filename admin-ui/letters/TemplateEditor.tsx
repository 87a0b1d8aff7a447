import { useEffect, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import type { z } from 'zod';
import type { letterTemplateItem } from '../../server/domain/contract/letters.ts';
import { DayField } from '../fields/DayField.tsx';
import { FormDialog } from '../fields/FormDialog.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

type Template = z.output<typeof letterTemplateItem>;

/** Words on the left, on the right how they read with invented data and what stands against them. Saving makes a further version. */
export function TemplateEditor({ template, today, onClose }: { template: Template; today: string; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const field = useRef<HTMLTextAreaElement>(null);
  const [subject, setSubject] = useState(template.subject);
  const [body, setBody] = useState(template.body);
  const [validFrom, setValidFrom] = useState(today);
  const settled = useSettledText(`${subject}\u0000${body}`);
  const [checkedSubject = '', checkedBody = ''] = settled.split('\u0000');
  const check = useQuery({
    queryKey: ['periksa-templat', template.procedure, template.letter, settled], placeholderData: (before) => before,
    queryFn: () => provider.checkTemplate({ procedure: template.procedure, letter: template.letter, subject: checkedSubject, body: checkedBody }),
  });
  const save = async () => {
    await provider.saveTemplate({ procedure: template.procedure, letter: template.letter, subject, body, validFrom });
    notify(say('ui.templat.tersimpan'), { type: 'success' });
  };
  const insert = (name: string) => {
    const [from, to] = [field.current?.selectionStart ?? body.length, field.current?.selectionEnd ?? body.length];
    setBody(`${body.slice(0, from)}{${name}}${body.slice(to)}`);
    field.current?.focus();
  };
  return (
    <FormDialog title={`${template.letterLabel} – ${template.procedureLabel}`} send={say('ui.simpan')} width="lg" fields={['subject', 'validFrom']} disabled={(check.data?.problems.length ?? 1) > 0} onSend={save} onClose={onClose}>
      {(wrong) => (
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 2, alignItems: 'start' }}>
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 }}>
            <TextField required label={say('ui.kolom.perihal')} value={subject} {...wrong('subject')} onChange={(event) => { setSubject(event.target.value); }} slotProps={{ htmlInput: { maxLength: 200 } }} />
            <TextField required multiline minRows={10} maxRows={10} inputRef={field} label={say('ui.templat.isi')} value={body} onChange={(event) => { setBody(event.target.value); }} slotProps={{ htmlInput: { maxLength: 8_000 } }} />
            <Box>
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 0.5 }}>{say('ui.templat.isian')}</Box>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
                {check.data?.variables.map((variable) => <Tooltip key={variable.name} describeChild title={`${variable.label}: ${variable.example}`}><Chip clickable component="button" type="button" variant={variable.used ? 'filled' : 'outlined'} label={`{${variable.name}}`} onClick={() => { insert(variable.name); }} /></Tooltip>)}
              </Box>
            </Box>
            <DayField required label={say('ui.templat.berlaku')} value={validFrom} {...wrong('validFrom')} onChange={setValidFrom} />
          </Box>
          <Box component="section" aria-label={say('ui.templat.pratinjau')} aria-live="polite" sx={{ minWidth: 0 }}>
            {check.error && <ProblemNote problem={readError(check.error)} />}
            {check.data && (check.data.problems.length === 0 ? <Alert severity="success">{say('ui.templat.siap')}</Alert>
              : <Alert severity="error"><Box component="ul" sx={{ m: 0, pl: 2 }}>{check.data.problems.map((problem) => <li key={problem}>{problem}</li>)}</Box></Alert>)}
            <Box component="h3" sx={{ typography: 'h3', mt: 2, mb: 1 }}>{say('ui.templat.pratinjau')}</Box>
            <Box tabIndex={0} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2, bgcolor: 'background.default', maxHeight: 460, overflow: 'auto' }}>
              <Box sx={{ fontWeight: 650, mb: 1, overflowWrap: 'anywhere' }}>{check.data?.subject}</Box>
              <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{check.data?.body}</Box>
            </Box>
          </Box>
        </Box>
      )}
    </FormDialog>
  );
}

/** What stood still for a moment: not every key asks the server. */
function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => { setSettled(text); }, 350);
    return () => { window.clearTimeout(timer); };
  }, [text]);
  return settled;
}
