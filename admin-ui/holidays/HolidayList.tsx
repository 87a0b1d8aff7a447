import { useRef, useState, type ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { useQueryClient } from '@tanstack/react-query';
import { DataTable, useDataProvider, useRefresh } from 'react-admin';
import { HOLIDAY_KINDS, type ImportedHolidays } from '../../server/domain/contract/offices.ts';
import { DayField } from '../fields/DayField.tsx';
import { FormDialog } from '../fields/FormDialog.tsx';
import { Day } from '../fields/Moment.tsx';
import { showDay } from '../fields/office-time.ts';
import { RowList } from '../layout/RowList.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useLanguage } from '../provider/use-language.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';

interface Holiday { id: string; date: string; name: string; kind: string; basis: string; own: boolean }
const Col = DataTable.Col<Holiday>;

export function HolidayList({ tabs, head, mayEdit, isSystem }: { tabs: ReactNode; head: ReactNode; mayEdit: boolean; isSystem: boolean }) {
  const say = useSay();
  const locale = useLocaleTag();
  const sayValue = useSayValue();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [dialog, setDialog] = useState<'tambah' | 'impor' | null>(null);
  const [leaving, setLeaving] = useState<Holiday | null>(null);
  const done = () => {
    setDialog(null);
    setLeaving(null);
    refresh();
    void queries.invalidateQueries({ queryKey: ['calendar-standing'] });
  };
  return (
    <>
      <RowList title={say('ui.kalender.judul')} tabs={tabs} above={head} sort={{ field: 'date', order: 'DESC' }} empty={say('ui.kalender.libur_kosong')} perPage={50}
        actions={mayEdit && <Box sx={{ display: 'flex', gap: 1 }}><Button variant="outlined" onClick={() => { setDialog('impor'); }}>{say('ui.kalender.impor')}</Button><Button variant="contained" onClick={() => { setDialog('tambah'); }}>{say('ui.kalender.tambah_libur')}</Button></Box>}>
        <Col source="date" label={say('ui.kolom.tanggal')} render={(holiday) => <Day day={holiday.date} />} />
        <Col label={say('ui.kolom.nama')} disableSort render={(holiday) => holiday.name} />
        <Col label={say('ui.kolom.jenis')} disableSort render={(holiday) => sayValue('ui.libur', holiday.kind)} />
        <Col label={say('ui.libur.dasar')} disableSort render={(holiday) => holiday.basis} />
        <Col label={say('ui.libur.berlaku')} disableSort render={(holiday) => say(holiday.own ? 'ui.libur.kantor' : 'ui.libur.seluruh')} />
        <Col label="" disableSort render={(holiday) => (mayEdit && (holiday.own || isSystem) ? <Button color="error" onClick={() => { setLeaving(holiday); }} aria-label={`${say('ui.hapus')}: ${holiday.name}`}>{say('ui.hapus')}</Button> : null)} align="right" />
      </RowList>
      {dialog === 'tambah' && <AddDialog isSystem={isSystem} onClose={done} />}
      {dialog === 'impor' && <ImportDialog isSystem={isSystem} onClose={done} />}
      {leaving && <FormDialog title={`${say('ui.hapus')}: ${leaving.name}`} send={say('ui.hapus')} danger onSend={() => provider.removeHoliday(leaving.id)} onClose={done}>{say('ui.kalender.hapus_tanya', { nama: leaving.name, hari: showDay(leaving.date, locale) })}</FormDialog>}
    </>
  );
}

function AddDialog({ isSystem, onClose }: { isSystem: boolean; onClose: () => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const provider = useDataProvider<LoketProvider>();
  const [value, setValue] = useState({ date: '', name: '', kind: 'lokal' as (typeof HOLIDAY_KINDS)[number], basis: '', everywhere: false });
  const set = (change: Partial<typeof value>) => { setValue({ ...value, ...change }); };
  return (
    <FormDialog title={say('ui.kalender.tambah_libur')} send={say('ui.simpan')} fields={['date', 'name', 'basis']} onSend={() => provider.addHoliday(value)} onClose={onClose}>
      {(wrong) => (
        <>
          <DayField required label={say('ui.kolom.tanggal')} value={value.date} {...wrong('date')} onChange={(date) => { set({ date }); }} />
          <TextField required label={say('ui.kolom.nama')} value={value.name} {...wrong('name')} onChange={(event) => { set({ name: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 120 } }} />
          <TextField select label={say('ui.kolom.jenis')} value={value.kind} onChange={(event) => { set({ kind: HOLIDAY_KINDS.find((kind) => kind === event.target.value) ?? 'lokal' }); }}>{HOLIDAY_KINDS.map((kind) => <MenuItem key={kind} value={kind}>{sayValue('ui.libur', kind)}</MenuItem>)}</TextField>
          <TextField label={say('ui.libur.dasar')} value={value.basis} {...wrong('basis')} onChange={(event) => { set({ basis: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 200 } }} />
          {isSystem && <FormControlLabel label={say('ui.kalender.semua')} control={<Checkbox checked={value.everywhere} onChange={(_event, on) => { set({ everywhere: on }); }} />} />}
        </>
      )}
    </FormDialog>
  );
}

/** The answer stays on the screen: which rows were refused, and why. */
function ImportDialog({ isSystem, onClose }: { isSystem: boolean; onClose: () => void }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [locale] = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [everywhere, setEverywhere] = useState(isSystem);
  const [result, setResult] = useState<ImportedHolidays | null>(null);
  const send = async () => {
    if (!file) return;
    setResult(await provider.importHolidays(await file.text(), everywhere));
    setFile(null);
  };
  return (
    <FormDialog title={say('ui.kalender.impor')} send={say('ui.kalender.impor_kirim')} width="md" disabled={!file} stays onSend={send} onClose={onClose}>
      <Box>{say('ui.kalender.impor_isi')}</Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <Button variant="outlined" startIcon={<FileIcon />} onClick={() => { input.current?.click(); }}>{say('ui.kalender.impor_berkas')}</Button>
        <Box sx={{ overflowWrap: 'anywhere' }}>{file?.name ?? ''}</Box>
        <input ref={input} type="file" hidden accept=".csv,text/csv,text/plain" onChange={(event) => { setResult(null); setFile(event.target.files?.[0] ?? null); event.target.value = ''; }} />
      </Box>
      {isSystem && <FormControlLabel label={say('ui.kalender.semua')} control={<Checkbox checked={everywhere} onChange={(_event, on) => { setEverywhere(on); }} />} />}
      {result && (
        <Alert severity={result.refused.length > 0 ? 'warning' : 'success'}>
          {say('ui.kalender.impor_hasil', { baru: result.taken, ulang: result.repeated, ditolak: result.refused.length })}
          {result.refused.length > 0 && <Box component="ul" sx={{ m: 0, mt: 1, pl: 2, maxHeight: 220, overflow: 'auto' }}>{result.refused.map((row) => <li key={row.line}>{say('ui.kalender.baris', { n: row.line })}: {row.text} – {row.words[locale]}</li>)}</Box>}
        </Alert>
      )}
    </FormDialog>
  );
}
