import { useCallback, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import { ZONES, type OfficeEdit, type OfficeRecord } from '../../server/domain/contract/offices.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { zoneName } from '../fields/office-time.ts';
import { useUnsent } from '../fields/use-unsent.ts';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { NumberingFields } from './NumberingFields.tsx';

type Settings = OfficeEdit['settings'];

/** Everything an office decides for itself, on one page. */
export function OfficeForm({ office, tabs }: { office: OfficeRecord; tabs: ReactNode }) {
  const say = useSay();
  const notify = useNotify();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [value, setValue] = useState({ name: office.name, zone: office.zone, open: office.open, lines: office.letterhead.lines.join('\n'), address: office.letterhead.address, contact: office.letterhead.contact });
  const [settings, setSettings] = useState<Settings>(office.settings);
  const [version, setVersion] = useState(office.version);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const changed = useRef(false);
  useUnsent(useCallback(() => changed.current, []));
  const set = (change: Partial<typeof value>) => { changed.current = true; setValue({ ...value, ...change }); };
  const setting = (change: Partial<Settings>) => { changed.current = true; setSettings({ ...settings, ...change }); };
  const wrong = (field: string, help?: string) => {
    const sentence = errorAt(problem?.errors, field);
    return { error: sentence !== undefined, helperText: sentence ?? help };
  };
  // Some are invited to the old usual link or desk: whoever changes it says what becomes of them.
  const asked = problem?.obstacles?.find(({ key }) => key === 'hambatan.tempat_biasa_dijadwalkan');
  const save = (booked?: 'kabari' | 'biarkan') => {
    setBusy(true);
    setProblem(null);
    const { lines, address, contact, zone, ...rest } = value;
    provider.saveOffice({ seenVersion: version, ...rest, zone: ZONES.find((known) => known === zone) ?? ZONES[0], ...(booked ? { booked } : {}), letterhead: { lines: lines.split('\n').map((line) => line.trim()).filter(Boolean), address, contact }, settings }).then((saved) => {
      changed.current = false;
      setVersion(saved.version);
      queries.setQueryData(['office-settings'], saved);
      notify(say('ui.kantor.tersimpan'), { type: 'success' });
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  const days = (key: 'blacklistFreshDays' | 'blacklistOldDays' | 'repairWorkingDays' | 'returnDays' | 'rescheduleLimit' | 'uploadLinkHours' | 'mailsPerMinute' | 'inboundMailDays' | 'bulkResultDays' | 'refusedRowDays', label: string) => (
    <TextField type="number" required label={label} value={settings[key]} {...wrong(`settings.${key}`)} onChange={(event) => { setting({ [key]: Number(event.target.value) }); }} />
  );
  const megabytes = (key: 'uploadMegabytes' | 'staffUploadMegabytes', label: string) => (
    <TextField type="number" label={label} value={settings[key] ?? ''} {...wrong(`settings.${key}`)} onChange={(event) => { setting({ [key]: event.target.value === '' ? null : Number(event.target.value) }); }} />
  );
  return (
    <Box component="form" noValidate onSubmit={(event: SubmitEvent) => { event.preventDefault(); save(); }} sx={{ maxWidth: 1080, pb: 3 }}>
      <PageHead title={say('ui.menu.offices')} note={office.code} tabs={tabs}><Button type="submit" variant="contained" loading={busy}>{say('ui.simpan')}</Button></PageHead>
      {asked && (
        <Alert severity="warning" role="alert" sx={{ mb: 1.5 }} action={<><Button color="inherit" disabled={busy} onClick={() => { save('biarkan'); }}>{say('ui.ruang.biarkan')}</Button><Button color="inherit" disabled={busy} onClick={() => { save('kabari'); }}>{say('ui.ruang.kabari')}</Button></>}>{asked.message}</Alert>
      )}
      {problem && !asked && <Box sx={{ mb: 1.5 }}><ProblemNote problem={problem} known={['name', 'zone', 'letterhead', 'settings']} /></Box>}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 2, alignItems: 'start' }}>
        <Part title={say('ui.kantor.saya')}>
          <TextField required label={say('ui.kantor.nama')} value={value.name} {...wrong('name')} onChange={(event) => { set({ name: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 160 } }} />
          <TextField select label={say('ui.kantor.zona')} value={value.zone} {...wrong('zone')} onChange={(event) => { set({ zone: event.target.value }); }}>
            {ZONES.map((zone) => <MenuItem key={zone} value={zone}>{zoneName(zone)} ({zone})</MenuItem>)}
            {(ZONES as readonly string[]).includes(value.zone) ? null : <MenuItem value={value.zone}>{value.zone}</MenuItem>}
          </TextField>
          <FormControlLabel label={say('ui.kantor.buka')} control={<Switch checked={value.open} onChange={(_event, open) => { set({ open }); }} />} />
          <TextField label={say('ui.kantor.rapat')} value={settings.meetingRoom} {...wrong('settings.meetingRoom')} onChange={(event) => { setting({ meetingRoom: event.target.value }); }} />
          <TextField label={say('ui.kantor.ruang')} value={settings.deskRoom} {...wrong('settings.deskRoom')} onChange={(event) => { setting({ deskRoom: event.target.value }); }} />
        </Part>
        <Part title={say('ui.kantor.kop')}>
          <TextField multiline minRows={3} maxRows={5} label={say('ui.kantor.kop_baris')} value={value.lines} {...wrong('letterhead.lines')} onChange={(event) => { set({ lines: event.target.value }); }} />
          <TextField label={say('ui.kantor.alamat')} value={value.address} {...wrong('letterhead.address')} onChange={(event) => { set({ address: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 300 } }} />
          <TextField label={say('ui.kantor.kontak')} value={value.contact} {...wrong('letterhead.contact')} onChange={(event) => { set({ contact: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 200 } }} />
        </Part>
        <Part title={say('ui.kantor.aturan')}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
            {days('blacklistFreshDays', say('ui.kantor.segar'))}{days('blacklistOldDays', say('ui.kantor.usang'))}
            {days('repairWorkingDays', say('ui.kantor.perbaikan'))}{days('returnDays', say('ui.kantor.unduh'))}{days('rescheduleLimit', say('ui.kantor.ganti_waktu'))}{days('uploadLinkHours', say('ui.kantor.tautan_unggah'))}
            {days('mailsPerMinute', say('ui.kantor.surel_per_menit'))}
          </Box>
          {megabytes('uploadMegabytes', say('ui.kantor.unggah', { batas: office.largestUpload }))}
          {megabytes('staffUploadMegabytes', say('ui.kantor.unggah_petugas', { batas: office.largestStaffUpload }))}
          <FormControlLabel label={say('ui.kantor.bagi_gambar')} control={<Switch checked={settings.sharesTwinPictures} onChange={(_event, sharesTwinPictures) => { setting({ sharesTwinPictures }); }} />} />
          <TextField select label={say('ui.kantor.empat_mata')} value={settings.fourEyesException} onChange={(event) => { setting({ fourEyesException: event.target.value === 'tidak' ? 'tidak' : 'boleh' }); }}>{(['boleh', 'tidak'] as const).map((choice) => <MenuItem key={choice} value={choice}>{say(`ui.kantor.empat_mata.${choice}`)}</MenuItem>)}</TextField>
          <TextField select label={say('ui.kantor.dua')} value={settings.secondFactor} {...wrong('settings.secondFactor', office.settings.secondFactor === 'wajib' ? say('ui.kantor.dua.terkunci') : undefined)} onChange={(event) => { setting({ secondFactor: event.target.value === 'pilihan' ? 'pilihan' : 'wajib' }); }}>{(['wajib', 'pilihan'] as const).map((choice) => <MenuItem key={choice} value={choice} disabled={choice === 'pilihan' && office.settings.secondFactor === 'wajib'}>{say(`ui.kantor.dua.${choice}`)}</MenuItem>)}</TextField>
        </Part>
        <Part title={say('ui.kantor.simpan')}>
          <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{say('ui.kantor.simpan_bantuan')}</Box>
          {days('inboundMailDays', say('ui.kantor.simpan_surel'))}{days('bulkResultDays', say('ui.kantor.simpan_tapis'))}{days('refusedRowDays', say('ui.kantor.simpan_ditolak'))}
        </Part>
        <Part title={say('ui.kantor.nomor')}><NumberingFields office={office} settings={settings} wrong={wrong} onChange={setting} /></Part>
      </Box>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', p: 2 }}>
      <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 2 }}>{title}</Box>
      <Stack spacing={2}>{children}</Stack>
    </Box>
  );
}
