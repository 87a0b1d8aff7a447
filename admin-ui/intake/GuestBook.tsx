import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { Moment } from '../fields/Moment.tsx';
import { ActForm } from '../cases/acts/ActForm.tsx';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useCaseRows } from '../cases/case-page/use-case-desk.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

interface Visit { id: string; round: number; at: string; name: string; purpose: string; via: string }

/** One visit per round, or the recorded reason why there is none. */
export function GuestBook() {
  const say = useSay();
  const sayValue = useSayValue();
  const { view, action } = useDesk();
  const visits = useCaseRows<Visit>(view.id, 'visits', { field: 'at', order: 'DESC' });
  const [open, setOpen] = useState<string | null>(null);
  const now = (visits.data ?? []).filter((visit) => visit.round === view.round);
  const choices = [ACTS.recordVisit, ACTS.recordNoVisit].flatMap((id) => { const found = action(id); return found ? [found] : []; });
  const chosen = choices.find((each) => each.id === open);
  return (
    <Paper variant="outlined" component="section" data-ref="buku_tamu" tabIndex={-1} sx={{ p: 1.25, mb: 1 }} aria-label={say('ui.tamu.nama')}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.tamu.nama')}</Box>
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', fontSize: '0.875rem', color: now.length > 0 ? 'success.main' : 'text.secondary' }}>
          {now.length === 0 && visits.data ? say('ui.tamu.belum', { n: view.round }) : now.map((visit) => <Box key={visit.id}>{visit.name} – {visit.purpose} · <Moment at={visit.at} /> · {sayValue('asal', visit.via)}</Box>)}
        </Box>
      </Box>
      {now.length === 0 && !chosen && choices.length > 0 && <Box sx={{ display: 'flex', gap: 1, mt: 0.5 }}>{choices.map((each) => <Button key={each.id} variant="outlined" onClick={() => { setOpen(each.id); }}>{each.label}</Button>)}</Box>}
      {chosen && <Box sx={{ mt: 1 }}><ActForm action={chosen} onClose={() => { setOpen(null); }} proposals={{ nama: view.subjectName ?? '' }} /></Box>}
    </Paper>
  );
}
