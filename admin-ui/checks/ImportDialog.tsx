import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { BlacklistImportItem, ListPreview } from '../../server/domain/contract/checks.ts';
import { DayField } from '../fields/DayField.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { useAskBeforeClose } from '../fields/use-ask-before-close.tsx';
import { ColumnMapping } from './ColumnMapping.tsx';

/** A list is as old as its data, not as its upload: the date is asked for first. A plain list is mapped before it is taken. */
export function ImportDialog({ open, kind = 'daftar_hitam', onClose }: { open: boolean; kind?: 'daftar_hitam' | 'registri'; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const input = useRef<HTMLInputElement>(null);
  const [date, setDate] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ListPreview | null>(null);
  const [columns, setColumns] = useState<Record<string, string>>({});
  /** What the server asked to have confirmed about this very file and date. */
  const [asked, setAsked] = useState<ReadError | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const [busy, setBusy] = useState<'membaca' | 'mengimpor' | null>(null);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const registry = kind === 'registri';
  const mapped = preview !== null && !preview.isExport;
  const incomplete = mapped && preview.fields.some((field) => field.required && !columns[field.key]);
  const forget = () => { setProblem(null); setAsked(null); setConfirmed(false); };
  /** Whoever closes the dialog while the import goes on is told at its end, and finds the next one empty. */
  const turn = useRef(0);
  const leave = () => { turn.current += 1; forget(); setBusy(null); setDate(''); setFile(null); setPreview(null); onClose(); };
  const { close, onDialogClose, question } = useAskBeforeClose({ changed: () => busy !== 'mengimpor' && (date !== '' || file !== null), busy: false, onClose: leave });
  const choose = (next: File | null) => {
    forget();
    setFile(next);
    setPreview(null);
    if (!next) return;
    setBusy('membaca');
    provider.previewList(next, kind).then((read) => {
      setPreview(read);
      setColumns(Object.fromEntries(read.fields.flatMap(({ key, guess }) => (guess === null ? [] : [[key, guess]]))));
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(null); });
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy('mengimpor');
    setProblem(null);
    const chosen = mapped ? Object.fromEntries(Object.entries(columns).filter(([, header]) => header !== '')) : null;
    const taken = registry ? provider.importRegistry(file, date, chosen) : provider.importBlacklist(file, date, { confirmed, columns: chosen });
    const mine = turn.current;
    taken.then(() => {
      notify(say(registry ? 'ui.impor.registri_mulai' : 'ui.impor.selesai'), { type: 'success' });
      refresh();
      if (turn.current === mine) leave();
    }, (error: unknown) => {
      const read = readError(error);
      refresh();
      if (turn.current !== mine) { notify(read.message, { type: 'error' }); return; }
      setBusy(null);
      setProblem(read);
      if (errorAt(read.errors, 'konfirmasi') !== undefined) setAsked(read);
    });
  };
  const wrongDate = errorAt(problem?.errors, 'tanggalData');
  return (
    <>
      <Dialog open={open} onClose={onDialogClose} maxWidth={mapped ? 'md' : 'sm'} fullWidth aria-labelledby="judul-impor">
        <form noValidate onSubmit={send}>
          <DialogTitle id="judul-impor" variant="h2">{say(registry ? 'ui.impor.registri_tombol' : 'ui.impor.tombol')}</DialogTitle>
          <DialogContent>
            <Stack spacing={2} sx={{ pt: 1 }}>
              <DayField required label={say('ui.kolom.tanggal_data')} value={date} error={wrongDate !== undefined} helperText={wrongDate ?? say(registry ? 'ui.impor.registri_tanggal' : 'ui.impor.tanggal_petunjuk')} onChange={(day) => { forget(); setDate(day); }} />
              <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
                <Button variant="outlined" startIcon={<FileIcon />} onClick={() => { input.current?.click(); }}>{say('ui.impor.berkas')}</Button>
                <Box sx={{ overflowWrap: 'anywhere' }}>{file?.name ?? ''}</Box>
                <input ref={input} type="file" hidden accept=".csv,.xlsx,text/csv" onChange={(event) => { choose(event.target.files?.[0] ?? null); event.target.value = ''; }} />
              </Box>
              {busy && <Box role="status"><Box sx={{ fontSize: '0.875rem', mb: 0.5 }}>{say(`ui.impor.${busy}`)}</Box>{busy === 'mengimpor' && !registry ? <ImportProgress /> : <LinearProgress />}</Box>}
              {mapped && <ColumnMapping preview={preview} hint={say(registry ? 'ui.impor.kolom_registri' : 'ui.impor.kolom_petunjuk')} columns={columns} onChange={(next) => { forget(); setColumns(next); }} />}
              {asked && (
                <Alert severity="warning" role="alert">
                  <Box>{errorAt(asked.errors, 'konfirmasi')}</Box>
                  <FormControlLabel control={<Checkbox checked={confirmed} onChange={(_event, on) => { setConfirmed(on); }} />} label={say('ui.impor.konfirmasi')} />
                </Alert>
              )}
              {!errorAt(problem?.errors, 'konfirmasi') && <ProblemNote problem={problem} known={['tanggalData']} />}
            </Stack>
          </DialogContent>
          <DialogActions><Button onClick={close}>{say('ui.batal')}</Button><Button type="submit" variant="contained" loading={busy === 'mengimpor'} disabled={!file || !date || incomplete || (asked !== null && !confirmed)}>{say('ui.impor.kirim')}</Button></DialogActions>
        </form>
      </Dialog>
      {question}
    </>
  );
}

const LOOK_EVERY_MS = 1_000;

/** How far the rows are read, once the file has arrived. */
function ImportProgress() {
  const provider = useDataProvider<LoketProvider>();
  const say = useSay();
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      provider.getList<BlacklistImportItem>('blacklist-imports', { pagination: { page: 1, perPage: 1 }, sort: { field: 'importedAt', order: 'DESC' }, filter: { state: 'berjalan' } })
        // A look that fails says nothing about the import: its own answer does.
        .then(({ data: [row] }) => { setShare(row?.progress ?? null); }, () => { setShare(null); });
    }, LOOK_EVERY_MS);
    return () => { clearInterval(timer); };
  }, [provider]);
  return share === null ? <LinearProgress aria-label={say('ui.impor.mengimpor')} /> : <LinearProgress variant="determinate" value={share * 100} aria-label={say('ui.impor.mengimpor')} />;
}
