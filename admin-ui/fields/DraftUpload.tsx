import { useId, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { useDataProvider } from 'react-admin';
import type { LoketProvider, Upload } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useLanguage } from '../provider/use-language.ts';
import { useSay } from '../provider/use-say.ts';

/** A draft somebody else handed in: what is known of it, and where its picture is. */
export interface ArrivedDraft { uploadId: string; picture: string; note: string; warnings: string[] }
interface Props { label: string; /** what it must hold */ help?: string | null | undefined; value: string | null; onChange: (id: string | null) => void; error?: string | undefined; arrived?: ArrivedDraft | undefined }

/** One file, taken or refused at once with a sentence; what it looks like is shown before it is sent. */
export function DraftUpload({ label, help, value, onChange, error, arrived }: Props) {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const provider = useDataProvider<LoketProvider>();
  const [upload, setUpload] = useState<Upload | null>(null);
  const [locale] = useLanguage();
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    provider.upload(file).then((taken) => { setUpload(taken); onChange(taken.id); }, (cause: unknown) => { setProblem(readError(cause)); }).finally(() => { setBusy(false); });
  };
  const wrong = problem ? Object.values(problem.errors ?? {})[0] ?? problem.message : error;
  const came = arrived && value === arrived.uploadId && upload?.id !== value ? arrived : null;
  // Of a draft somebody left, or of a mail: its picture is shown to whoever brought it only, so here only that there is one.
  const kept = value !== null && value !== '' && upload?.id !== value && !came;
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', border: 1, borderColor: wrong ? 'error.main' : 'divider', borderRadius: 1, px: 1.25, py: 0.75, bgcolor: 'background.paper' }}>
      {value && upload?.id === value && upload.pageCount > 0 && <Box component="img" src={`/api/uploads/${value}/pages/1?ukuran=kecil`} alt="" sx={{ width: 40, height: 52, objectFit: 'cover', border: 1, borderColor: 'divider' }} />}
      {came && <Box component="img" src={came.picture} alt={say('ui.minta.pratinjau', { dokumen: label })} sx={{ width: 40, height: 52, objectFit: 'cover', border: 1, borderColor: 'divider' }} />}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box id={`${id}-nama`} sx={{ fontWeight: 600, fontSize: '0.875rem' }}>{label}</Box>
        {help && !value && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{help}</Box>}
        {busy && <LinearProgress aria-label={say('ui.unggah.sedang')} sx={{ my: 0.5 }} />}
        {wrong && <Box role="alert" sx={{ color: 'error.main', fontSize: '0.8125rem' }}>{wrong}</Box>}
        {value && upload && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.unggah.diterima', { n: upload.pageCount, kb: Math.ceil(upload.bytes / 1024) })}</Box>}
        {kept && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.unggah.tersimpan')}</Box>}
        {came && <Box sx={{ fontSize: '0.8125rem', color: 'success.main' }}>{came.note}</Box>}
        {came?.warnings.map((warning) => <Box key={warning} sx={{ color: 'warning.main', fontSize: '0.8125rem' }}>{warning}</Box>)}
        {value && upload && (upload.words?.[locale] ?? upload.warnings).map((warning) => <Box key={warning} sx={{ color: 'warning.main', fontSize: '0.8125rem' }}>{warning}</Box>)}
      </Box>
      <Button id={`${id}-tombol`} aria-labelledby={`${id}-tombol ${id}-nama`} variant="outlined" startIcon={<FileIcon />} disabled={busy} onClick={() => { input.current?.click(); }}>{say(value ? 'ui.unggah.ganti' : 'ui.unggah.pilih')}</Button>
      {/* Emptied for the next choice; what a form holds is told by this one (use-typed-in.ts). */}
      <input type="hidden" value={value ?? ''} readOnly />
      <input ref={input} type="file" hidden accept="application/pdf,image/jpeg,image/png" onChange={(event) => { send(event.target.files?.[0]); event.target.value = ''; }} />
      {value && <Button onClick={() => { setUpload(null); onChange(null); }}>{say('ui.unggah.lepas')}</Button>}
    </Box>
  );
}
