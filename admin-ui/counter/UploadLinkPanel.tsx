import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import LinkIcon from '@mui/icons-material/AddLinkOutlined';
import { useDataProvider } from 'react-admin';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { AskByLinkDialog, type Asking } from './AskByLinkDialog.tsx';
import type { UploadLink } from './use-upload-link.ts';

/** The button, and then what is waited for and what has come. */
export function UploadLinkPanel({ link, asking }: { link: UploadLink; asking: Asking }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [open, setOpen] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const { request } = link;
  const missing = request?.kinds.filter(({ kind }) => !request.files.some((file) => file.kind === kind)) ?? [];
  const cancel = () => {
    if (!request) return;
    provider.cancelUploadRequest(request.id).then(() => { setStopping(false); link.forget(); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Paper variant="outlined" component="section" aria-label={say('ui.minta.judul')} sx={{ p: 1.25 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box component="h2" sx={{ typography: 'h3', m: 0, flex: 1, minWidth: 140 }}>{say('ui.minta.judul')}</Box>
        {request && <Button onClick={() => { setStopping(true); }}>{say('ui.minta.batal')}</Button>}
        <Button variant="outlined" startIcon={<LinkIcon />} onClick={() => { setOpen(true); }}>{say(request ? 'ui.minta.lagi' : 'ui.minta.judul')}</Button>
      </Box>
      {!request && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mt: 0.5 }}>{say('ui.minta.penjelasan')}</Box>}
      {request && (
        <Box role="status" sx={{ fontSize: '0.875rem', mt: 0.5 }}>
          {missing.length === 0 ? <Box sx={{ color: 'success.main', fontWeight: 600 }}>{say('ui.minta.lengkap')}</Box> : <Box>{say('ui.minta.menunggu', { dokumen: missing.map(({ label }) => label).join(', ') })}</Box>}
          <Box sx={{ color: 'text.secondary' }}>{request.expired ? say('ui.minta.berakhir') : <>{say('ui.minta.sampai')} <Moment at={request.expiresAt} shown="lengkap" /></>}</Box>
        </Box>
      )}
      {request && link.whatsapp && (
        <Alert severity="info" sx={{ mt: 1 }} action={<Button component="a" variant="contained" href={link.whatsapp} target="_blank" rel="noreferrer">{say('ui.minta.buka_whatsapp')}</Button>}>{say('ui.minta.whatsapp_siap')}</Alert>
      )}
      {stopping && (
        <Alert severity="warning" sx={{ mt: 1 }} action={<><Button color="inherit" onClick={() => { setStopping(false); }}>{say('ui.minta.tidak_jadi')}</Button><Button color="error" onClick={cancel}>{say('ui.minta.batal')}</Button></>}>{say('ui.minta.batal_tanya')}</Alert>
      )}
      <ProblemNote problem={problem ?? link.problem} />
      {open && <AskByLinkDialog asking={asking} before={request?.id ?? null} onAsked={link.take} onClose={() => { setOpen(false); }} />}
    </Paper>
  );
}
