import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Link from '@mui/material/Link';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Loading, useDataProvider, useLocaleState, useNotify } from 'react-admin';
import { REASON_GROUPS, type ReasonBody, type ReasonItem } from '../../server/domain/contract/office-words.ts';
import { reasonWords } from '../../server/domain/messages/reasons.ts';
import { NUMBER } from '../fields/Count.tsx';
import { FormDialog } from '../fields/FormDialog.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** The reasons an officer chooses from, in the office's words and order. */
export function ReasonPage() {
  const say = useSay();
  const groupName = useGroupName();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const [open, setOpen] = useState<ReasonItem | 'baru' | null>(null);
  const list = useQuery({ queryKey: ['reasons'], queryFn: () => provider.reasons() });
  const mayEdit = me !== undefined && mayCall(me.roles, 'POST /api/reasons');
  const next = (list.data?.at(-1)?.position ?? 0) + 10;
  return (
    <Box>
      <PageHead title={say('ui.menu.reasons')}>{mayEdit && <Button variant="contained" onClick={() => { setOpen('baru'); }}>{say('ui.alasan.baru')}</Button>}</PageHead>
      <Box sx={{ color: 'text.secondary', mb: 1 }}>{say('ui.alasan.isi')}</Box>
      {list.error && <ProblemNote problem={readError(list.error)} />}
      {list.isPending ? <Loading /> : (
        <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', overflow: 'auto' }}>
          <Table size="small">
            <TableHead><TableRow><TableCell align="right">{say('ui.alasan.urutan')}</TableCell><TableCell>{say('ui.alasan.kode')}</TableCell><TableCell>{say('ui.alasan.teks_id')}</TableCell><TableCell>{say('ui.alasan.teks_en')}</TableCell><TableCell>{say('ui.alasan.kelompok')}</TableCell><TableCell /></TableRow></TableHead>
            <TableBody>
              {list.data?.map((reason) => (
                <TableRow key={reason.code} sx={reason.active ? {} : { color: 'text.secondary', '& td': { color: 'text.secondary' } }}>
                  <TableCell {...NUMBER}>{reason.position}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{mayEdit ? <Link component="button" type="button" onClick={() => { setOpen(reason); }}>{reason.code}</Link> : reason.code}</TableCell>
                  <TableCell sx={{ overflowWrap: 'anywhere' }}>{reason.id}</TableCell><TableCell sx={{ overflowWrap: 'anywhere' }}>{reason.en}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{reason.groups.map((group) => groupName(group)).join(', ')}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{!reason.active && <Chip variant="outlined" label={say('ui.alasan.mati')} />} {reason.worded && <Chip variant="outlined" color="primary" label={say('ui.alasan.kantor')} />}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      {open !== null && <ReasonDialog key={open === 'baru' ? 'baru' : open.code} reason={open === 'baru' ? null : open} next={next} onClose={() => { setOpen(null); }} />}
    </Box>
  );
}

function useGroupName(): (group: (typeof REASON_GROUPS)[number]) => string {
  const [locale] = useLocaleState();
  return (group) => reasonWords[locale === 'en' ? 'en' : 'id'][`kelompok_alasan.${group}`] ?? group;
}

function ReasonDialog({ reason, next, onClose }: { reason: ReasonItem | null; next: number; onClose: () => void }) {
  const say = useSay();
  const groupName = useGroupName();
  const notify = useNotify();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [value, setValue] = useState<ReasonBody>(reason ? { code: reason.code, groups: reason.groups, id: reason.id, en: reason.en, active: reason.active, position: reason.position }
    : { code: '', groups: [], id: '', en: '', active: true, position: next });
  const set = (change: Partial<ReasonBody>) => { setValue({ ...value, ...change }); };
  const save = async () => {
    await provider.saveReason(value);
    notify(say('ui.alasan.tersimpan'), { type: 'success' });
    await queries.invalidateQueries({ queryKey: ['reasons'] });
  };
  return (
    <FormDialog title={reason ? reason.code : say('ui.alasan.baru')} send={say('ui.simpan')} fields={['code', 'id', 'en', 'position', 'groups']} onSend={save} onClose={onClose}>
      {(wrong) => (
        <>
          {!reason && <TextField required autoFocus label={say('ui.alasan.kode')} value={value.code} {...wrong('code')} onChange={(event) => { set({ code: event.target.value.toUpperCase() }); }} />}
          <TextField required label={say('ui.alasan.teks_id')} value={value.id} {...wrong('id')} onChange={(event) => { set({ id: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 160 } }} />
          <TextField required label={say('ui.alasan.teks_en')} value={value.en} {...wrong('en')} onChange={(event) => { set({ en: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 160 } }} />
          <TextField required type="number" label={say('ui.alasan.urutan')} value={value.position} {...wrong('position')} onChange={(event) => { set({ position: Number(event.target.value) }); }} />
          {!reason?.common && (
            <FormControl component="fieldset" error={wrong('groups').error}>
              <FormLabel component="legend">{say('ui.alasan.kelompok')}</FormLabel>
              <FormGroup row>
                {REASON_GROUPS.map((group) => <FormControlLabel key={group} label={groupName(group)} control={<Checkbox checked={value.groups.includes(group)} onChange={(_event, on) => { set({ groups: on ? [...value.groups, group] : value.groups.filter((one) => one !== group) }); }} />} />)}
              </FormGroup>
              <FormHelperText>{wrong('groups').helperText ?? say('ui.alasan.kelompok_petunjuk')}</FormHelperText>
            </FormControl>
          )}
          <FormControlLabel label={say('ui.alasan.aktif')} control={<Switch checked={value.active} onChange={(_event, on) => { set({ active: on }); }} />} />
        </>
      )}
    </FormDialog>
  );
}
