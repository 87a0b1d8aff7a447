import { useState } from 'react';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { LetterText } from '../../mail/LetterText.tsx';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { readError } from '../../provider/read-error.ts';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import type { CaseAction } from '../case-page/case-context.ts';
import { useSettled } from './use-settled.ts';

interface Props { caseId: string; version: number; action: string; letters: CaseAction['letters']; input: Record<string, unknown>; ready: boolean }

/** The letter as it would go out, beside the form that sends it. As long as it is: what it stands in scrolls. */
export function LetterPane({ caseId, version, action, letters, input, ready }: Props) {
  const say = useSay();
  const sayValue = useSayValue();
  const provider = useDataProvider<LoketProvider>();
  const [chosen, setChosen] = useState(0);
  const letter = letters[Math.min(chosen, letters.length - 1)]?.id ?? '';
  const current = JSON.stringify(input);
  const typed = useSettled(current, 500);
  const { data, error } = useQuery({
    queryKey: ['pratinjau', caseId, version, action, letter, typed], enabled: ready && typed === current, placeholderData: keepPreviousData, retry: false, staleTime: 60_000,
    queryFn: () => provider.letterPreview(caseId, action, letter, JSON.parse(typed) as Record<string, unknown>),
  });
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', minWidth: 0 }}>
      {letters.length > 1
        ? <Tabs value={chosen} onChange={(_event, next: number) => { setChosen(next); }} variant="fullWidth" aria-label={say('ui.surat.pratinjau')} sx={{ '& .MuiTab-root': { minWidth: 0, px: 1.25, py: 1, lineHeight: 1.25 } }}>{letters.map(({ id, label }, index) => <Tab key={id} value={index} label={label} />)}</Tabs>
        : <Box sx={{ px: 1.5, pt: 1, fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.surat.pratinjau')}</Box>}
      <Box role="region" aria-label={say('ui.surat.pratinjau')} sx={{ p: 1.5, fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
        {!ready || error ? <Box sx={{ color: 'text.secondary' }}>{ready && error ? readError(error).message : say('ui.surat.lengkapi_dulu')}</Box> : data && (
          <>
            <Box sx={{ color: 'text.secondary', mb: 0.5 }}>{say('ui.surat.kepada', { siapa: data.recipient ?? sayValue('peran', data.to) })}{data.numbered ? ` · ${say('ui.surat.satu_bernomor')}` : ''}</Box>
            <Box sx={{ fontWeight: 650, mb: 1 }}>{data.subject}</Box>
            <LetterText text={data.body} />
          </>
        )}
      </Box>
    </Box>
  );
}
