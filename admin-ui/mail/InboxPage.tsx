import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable, useDataProvider, useNotify } from 'react-admin';
import type { InboundItem } from '../../server/domain/contract/mail.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { useAskBeforeClose } from '../fields/use-ask-before-close.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

const Col = DataTable.Col<InboundItem>;
/** What strangers write may have no space in it; the width is that of usual words. */
const WRAPS = { overflowWrap: 'anywhere', minWidth: 150 } as const;

/** Mail that came in: what belongs to a case, what somebody has to look at, what a machine sent. */
export function InboxPage() {
  const say = useSay();
  const [open, setOpen] = useState<InboundItem | null>(null);
  return (
    <>
      <RowList title={say('ui.menu.inbound-mails')} sort={{ field: 'receivedAt', order: 'DESC' }} filterDefault={{ state: 'baru' }} empty={say('ui.masuk_surel.kosong')}
        tabs={<FilterTabs name="state" choices={[['baru', say('ui.masuk_surel.baru')], ['ditangani', say('ui.masuk_surel.ditangani')], ['dikembalikan', say('ui.masuk_surel.laporan')], ['diabaikan', say('ui.masuk_surel.disisihkan')], [undefined, say('ui.saringan.semua')]]} />}>
        <Col source="receivedAt" label={say('ui.kolom.waktu')} render={(mail) => <Moment at={mail.receivedAt} />} />
        <Col label={say('ui.kolom.nomor')} disableSort render={(mail) => (mail.caseId ? <CaseLink id={mail.caseId} number={mail.caseNumber} /> : <Chip color="warning" variant="outlined" label={say('ui.masuk_surel.tanpa_berkas')} />)} />
        <Col label={say('ui.masuk_surel.dari')} disableSort render={(mail) => <Box sx={WRAPS}>{mail.from}{isStranger(mail) ? <Box sx={{ color: 'warning.main', fontSize: '0.8125rem' }}>{say('ui.masuk_surel.alamat_lain')}</Box> : null}</Box>} />
        <Col label={say('ui.kolom.perihal')} disableSort render={(mail) => <Link component="button" type="button" sx={{ ...WRAPS, textAlign: 'left' }} onClick={() => { setOpen(mail); }}>{mail.subject || say('ui.masuk_surel.tanpa_perihal')}</Link>} />
        <Col label={say('ui.masuk_surel.lampiran')} disableSort render={(mail) => (mail.attachments.length > 0 ? mail.attachments.length : '–')} />
        <Col source="state" label={say('ui.kolom.keadaan')} render={(mail) => <>{mail.stateLabel}{mail.reason ? ` – ${mail.reason}` : ''}</>} />
      </RowList>
      {open && <InboundDialog mail={open} onClose={() => { setOpen(null); }} />}
    </>
  );
}

/** Not the applicant's address. A report comes from a mail server and is no matter of trust. */
const isStranger = (mail: InboundItem) => mail.caseId !== null && !mail.knownSender && mail.state !== 'dikembalikan';

export function InboundDialog({ mail, onClose }: { mail: InboundItem; onClose: () => void }) {
  const say = useSay();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [number, setNumber] = useState('');
  const [elsewhere, setElsewhere] = useState(mail.caseId === null);
  const notify = useNotify();
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const { data, error } = useQuery({ queryKey: ['inbound-mails', mail.id], queryFn: () => provider.inboundMail(mail.id) });
  const handle = (act: 'pasangkan' | 'selesai' | 'abaikan' | 'buka_lagi') => {
    setProblem(null);
    setBusy(act);
    provider.handleInbound(mail.id, act, act === 'pasangkan' ? number : undefined).then(() => {
      notify(say(`ui.masuk_surel.sudah_${act}`), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['inbound-mails'] });
      if (mail.caseId) void queries.invalidateQueries({ queryKey: ['bagian', mail.caseId] });
      onClose();
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(null); });
  };
  const waits = mail.state === 'baru';
  const { close, question } = useAskBeforeClose({ changed: () => waits && number.trim() !== '', busy: busy !== null, onClose });
  return (
    <>
      <Dialog open onClose={close} maxWidth="md" fullWidth aria-labelledby="judul-surel-masuk">
        <DialogTitle id="judul-surel-masuk" variant="h2">{mail.subject || say('ui.masuk_surel.tanpa_perihal')}</DialogTitle>
        <DialogContent>
          <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{mail.from}{data ? ` <${data.fromAddress}>` : ''} · <Moment at={mail.receivedAt} shown="lengkap" />{mail.caseNumber ? ` · ${mail.caseNumber}` : ''}</Box>
          {mail.reason && <Box sx={{ color: 'warning.main', fontWeight: 600, mb: 1 }}>{mail.stateLabel} – {mail.reason}</Box>}
          {isStranger(mail) && <Box sx={{ color: 'warning.main', fontWeight: 600, mb: 1 }}>{say('ui.masuk_surel.alamat_lain')}</Box>}
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}>{error ? readError(error).message : data ? data.body || say('ui.masuk_surel.tanpa_isi') : say('ui.memuat')}</Box>
          <Attachments mail={mail} />
          {waits && elsewhere && (
            <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
              <TextField label={say('ui.masuk_surel.nomor_berkas')} value={number} error={errorAt(problem?.errors, 'caseNumber') !== undefined} helperText={errorAt(problem?.errors, 'caseNumber')} onChange={(event) => { setNumber(event.target.value); }} />
              <Button variant="contained" disabled={!number.trim()} loading={busy === 'pasangkan'} onClick={() => { handle('pasangkan'); }}>{say('ui.masuk_surel.pasangkan')}</Button>
            </Box>
          )}
          <ProblemNote problem={problem} known={['caseNumber']} />
        </DialogContent>
        <DialogActions>
          <Button disabled={busy !== null} onClick={close}>{say('ui.masuk_surel.tutup')}</Button>
          {waits && !elsewhere && <Button color="inherit" onClick={() => { setElsewhere(true); }}>{say('ui.masuk_surel.berkas_lain')}</Button>}
          {waits && <Button color="inherit" loading={busy === 'abaikan'} onClick={() => { handle('abaikan'); }}>{say('ui.masuk_surel.sisihkan')}</Button>}
          {!waits && mail.state !== 'dikembalikan' && <Button color="inherit" loading={busy === 'buka_lagi'} onClick={() => { handle('buka_lagi'); }}>{say('ui.masuk_surel.buka_lagi')}</Button>}
          {waits && mail.caseId && <Button variant="contained" loading={busy === 'selesai'} onClick={() => { handle('selesai'); }}>{say('ui.masuk_surel.selesai')}</Button>}
        </DialogActions>
      </Dialog>
      {question}
    </>
  );
}

export function Attachments({ mail }: { mail: Pick<InboundItem, 'id' | 'attachments'> }) {
  const say = useSay();
  if (mail.attachments.length === 0) return null;
  return (
    <Box component="ul" aria-label={say('ui.masuk_surel.lampiran')} sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {mail.attachments.map((file, index) => (
        <Box component="li" key={`${file.name}${file.uploadId ?? ''}`} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 0.75, display: 'flex', gap: 1, alignItems: 'center', maxWidth: 340 }}>
          {file.uploadId && <Box component="img" src={`/api/inbound-mails/${mail.id}/pages/${index + 1}`} alt="" sx={{ width: 72, height: 92, objectFit: 'cover', objectPosition: 'top' }} />}
          <Box sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}><strong>{file.name}</strong>{file.problem && <Box sx={{ color: 'error.main' }}>{file.problem}</Box>}</Box>
        </Box>
      ))}
    </Box>
  );
}
