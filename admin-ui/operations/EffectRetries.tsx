import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { EffectsRetried } from '../../server/domain/contract/operations.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { SelectionBar } from '../layout/SelectionBar.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

interface Asked { title: string; sentence: string; run: () => Promise<EffectsRetried> }

/** Many at once: those chosen, or all of one kind of work and cause. One of a kind has its own button in its row. */
export function EffectRetries() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [asked, setAsked] = useState<Asked | null>(null);
  // Under the key of the list, so that what refreshes the list refreshes this.
  const { data, error } = useQuery({ queryKey: ['failed-effects', 'causes'], queryFn: () => provider.effectCauses() });
  const many = data?.filter(({ count }) => count > 1) ?? [];
  return (
    <>
      {error && <ProblemNote problem={readError(error)} />}
      {many.length > 0 && (
        <Box component="section" aria-label={say('ui.efek.menurut_sebab')} sx={{ mb: 1, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', maxHeight: 170, overflow: 'auto' }}>
          {many.map(({ effect, effectLabel, cause, reason, count }, index) => (
            <Box key={`${effect} ${cause}`} sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 1.5, py: 0.5, borderTop: index === 0 ? 0 : 1, borderColor: 'divider' }}>
              <Box sx={{ flex: 1, minWidth: 0, fontSize: '0.875rem' }}><strong>{effectLabel}</strong> <Box component="span" sx={{ color: 'text.secondary' }}>{reason}</Box></Box>
              <Button
                variant="outlined" sx={{ flexShrink: 0 }} aria-label={say('ui.efek.semua_sebab_nama', { n: count, pekerjaan: effectLabel })}
                onClick={() => { setAsked({ title: say('ui.efek.semua_sebab', { n: count }), sentence: say('ui.efek.yakin_sebab', { n: count, pekerjaan: effectLabel, sebab: reason }), run: () => provider.retryCause(effect, cause) }); }}
              >
                {say('ui.efek.semua_sebab', { n: count })}
              </Button>
            </Box>
          ))}
        </Box>
      )}
      <SelectionBar>
        {(ids, clear) => (
          <Button
            variant="contained"
            onClick={() => { setAsked({ title: say('ui.efek.pilih_ulang', { n: ids.length }), sentence: say('ui.efek.yakin_pilih', { n: ids.length }), run: async () => { const result = await provider.retryEffects(ids); clear(); return result; } }); }}
          >
            {say('ui.efek.pilih_ulang', { n: ids.length })}
          </Button>
        )}
      </SelectionBar>
      {asked && <Sure asked={asked} onClose={() => { setAsked(null); }} />}
    </>
  );
}

function Sure({ asked: { title, sentence, run }, onClose }: { asked: Asked; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const go = () => {
    setBusy(true);
    setProblem(null);
    run().then(({ done, gone, left }) => {
      const words = [say('ui.efek.hasil', { n: done }), ...(gone > 0 ? [say('ui.efek.hasil_hilang', { n: gone })] : []), ...(left > 0 ? [say('ui.efek.hasil_sisa', { n: left })] : [])];
      notify(words.join(' '), { type: gone + left > 0 ? 'warning' : 'success' });
      onClose();
    }, (error: unknown) => { setProblem(readError(error)); setBusy(false); }).finally(refresh);
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="judul-ulang-banyak">
      <DialogTitle id="judul-ulang-banyak" variant="h2">{title}?</DialogTitle>
      <DialogContent><Box sx={{ mb: 1 }}>{sentence}</Box><ProblemNote problem={problem} /></DialogContent>
      <DialogActions><Button disabled={busy} onClick={onClose}>{say('ui.batal')}</Button><Button variant="contained" loading={busy} onClick={go}>{title}</Button></DialogActions>
    </Dialog>
  );
}
