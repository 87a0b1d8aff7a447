import { useState, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { DataTable, useDataProvider } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router-dom';
import type { ScreeningItem } from '../../server/domain/contract/checks.ts';
import { DayField } from '../fields/DayField.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { RowList } from '../layout/RowList.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

const Col = DataTable.Col<ScreeningItem>;
/** The national list knows neither e-mail nor telephone nor birth date. */
const FIELDS = { daftar_hitam: ['nama', 'npwp', 'nik', 'nib', 'kabupaten', 'provinsi'], lpse_lain: ['nama', 'npwp', 'nik', 'nib', 'email', 'telepon', 'userId', 'kabupaten', 'tanggalLahir'] } as const;
const LABEL: Record<string, string> = { userId: 'user_id_spse', tanggalLahir: 'tanggal_lahir' };

/** Searches by hand: anybody, whether or not there is a file. What was found stays as evidence. */
export function ScreeningList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.screenings')} sort={{ field: 'askedAt', order: 'DESC' }} empty={say('ui.tapis.kosong')} above={<><SearchForm /><Box component="h2" sx={{ typography: 'h3', m: 0, mt: 1.5, mb: 0.75 }}>{say('ui.tapis.riwayat')}</Box></>}>
      <Col source="askedAt" label={say('ui.kolom.waktu')} render={(row) => <><Moment at={row.askedAt} /> · {row.askedByName}</>} />
      <Col label={say('ui.tapis.yang_dicari')} disableSort render={(row) => <Link component={RouterLink} to={`/screenings/${row.id}/show`}>{[row.asked.nama, row.asked.npwp, row.asked.nik, row.asked.nib].filter(Boolean).join(' · ') || '–'}</Link>} />
      <Col label={say('ui.tapis.daftar')} disableSort render={(row) => <>{say(`ui.tapis.${row.kind}`)}{row.dataDate ? <> · <Day day={row.dataDate} /></> : null}</>} />
      <Col label={say('ui.tapis.hasil')} disableSort render={(row) => <Chip size="small" variant="outlined" color={row.found.some(({ level }) => level !== 'C') ? 'error' : row.found.length > 0 ? 'warning' : 'success'} label={row.found.length > 0 ? say('ui.tapis.ditemukan', { n: row.found.length }) : say('ui.tapis.tanpa_temuan')} />} />
    </RowList>
  );
}

function SearchForm() {
  const say = useSay();
  const sayValue = useSayValue();
  const navigate = useNavigate();
  const provider = useDataProvider<LoketProvider>();
  const [kind, setKind] = useState<keyof typeof FIELDS>('daftar_hitam');
  const [values, setValues] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const change = (key: string, value: string) => { setProblem(null); setValues({ ...values, [key]: value }); };
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    provider.screen({ jenis: kind, ...Object.fromEntries(FIELDS[kind].flatMap((key) => (values[key]?.trim() ? [[key, values[key]]] : []))) })
      .then((found) => navigate(`/screenings/${found.id}/show`), (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  return (
    <Paper component="form" noValidate variant="outlined" onSubmit={search} sx={{ p: 1.5 }}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1.5 }}>{say('ui.tapis.petunjuk')}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))', gap: 1 }}>
        <TextField select size="small" label={say('ui.tapis.jenis')} value={kind} onChange={(event) => { setProblem(null); setKind(event.target.value as keyof typeof FIELDS); }}>
          <MenuItem value="daftar_hitam">{say('ui.tapis.daftar_hitam')}</MenuItem><MenuItem value="lpse_lain">{say('ui.tapis.lpse_lain')}</MenuItem>
        </TextField>
        {FIELDS[kind].map((key) => {
          const wrong = errorAt(problem?.errors, key);
          const common = { label: sayValue('isian', LABEL[key] ?? key), value: values[key] ?? '', error: wrong !== undefined, helperText: wrong };
          return key === 'tanggalLahir' ? <DayField key={key} {...common} onChange={(day) => { change(key, day); }} />
            : <TextField key={key} size="small" {...common} autoComplete="off" onChange={(event) => { change(key, event.target.value); }} />;
        })}
        <Button type="submit" variant="contained" loading={busy}>{say('ui.tapis.cari')}</Button>
      </Box>
      <ProblemNote problem={problem} known={[...FIELDS[kind]]} />
    </Paper>
  );
}
