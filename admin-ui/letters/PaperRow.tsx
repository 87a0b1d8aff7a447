import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import type { z } from 'zod';
import type { letterListItem } from '../../server/domain/contract/letters.ts';
import { ObstacleList } from '../cases/acts/ObstacleList.tsx';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { DraftUpload } from '../fields/DraftUpload.tsx';
import { FormDialog } from '../fields/FormDialog.tsx';
import { Moment } from '../fields/Moment.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMay } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { CertifyDialog } from './CertifyDialog.tsx';

type Letter = z.output<typeof letterListItem>;
type Intent = 'unggah' | 'tte' | 'terbit_ulang' | 'cabut';
const HOWS = ['basah', 'stempel'] as const;
const DATE_WIDTH = 96;
/** The date, and the gap behind it. */
const UNDER_TITLE = `${DATE_WIDTH + 12}px`;

/** A numbered letter of the file: its generated and its signed version with their hashes, and what can be done to a valid one. */
export function PaperRow({ letter }: { letter: Letter }) {
  const say = useSay();
  const { action } = useDesk();
  const [mayOpen, mayKeep, mayCertify] = [useMay('GET /api/letters/:id/signed/pdf'), useMay('POST /api/letters/:id/signed'), useMay('POST /api/letters/:id/certify')];
  const [intent, setIntent] = useState<Intent | null>(null);
  const valid = letter.state === 'berlaku';
  return (
    <Box sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider', fontSize: '0.875rem' }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ color: 'text.secondary', width: DATE_WIDTH }}><Moment at={letter.issuedAt} /></Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>{letter.kindLabel} <span className="tabular">{letter.number}</span></Box>
        <Chip variant="outlined" color={valid ? 'success' : 'default'} label={letter.stateLabel} />
        {letter.hasPdf && <Button component="a" href={`/api/letters/${letter.id}/pdf`} target="_blank" rel="noreferrer">{say('ui.surat.buka_pdf')}</Button>}
        {letter.signed && mayOpen && <Button component="a" href={`/api/letters/${letter.id}/signed/pdf`} target="_blank" rel="noreferrer">{say('ui.surat.buka_bertanda')}</Button>}
      </Box>
      <Box className="tabular" sx={{ color: 'text.secondary', fontSize: '0.75rem', overflowWrap: 'anywhere', pl: UNDER_TITLE }}>
        {letter.pdfSha256 && <Box>{say('ui.surat.sidik_pdf', { sidik: letter.pdfSha256 })}</Box>}
        {letter.signed && <Box>{say('ui.surat.sidik_bertanda', { jenis: letter.signed.howLabel, sidik: letter.signed.sha256 })}{letter.signed.by ? ` · ${letter.signed.by}` : ''}</Box>}
      </Box>
      {valid && (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', pl: UNDER_TITLE, ml: -1.5 }}>
          {letter.hasPdf && mayKeep && <Button onClick={() => { setIntent('unggah'); }}>{say('ui.surat.unggah_bertanda')}</Button>}
          {letter.certifiable && mayCertify && <Button onClick={() => { setIntent('tte'); }}>{say('ui.surat.tte')}</Button>}
          {action(ACTS.reissueLetter) && <Button onClick={() => { setIntent('terbit_ulang'); }}>{say('ui.surat.terbit_ulang')}</Button>}
          {action(ACTS.voidLetter) && <Button color="error" onClick={() => { setIntent('cabut'); }}>{say('ui.surat.cabut')}</Button>}
        </Box>
      )}
      {intent === 'unggah' && <SignedDialog letter={letter} onClose={() => { setIntent(null); }} />}
      {intent === 'tte' && <CertifyDialog letter={letter} onClose={() => { setIntent(null); }} />}
      {(intent === 'terbit_ulang' || intent === 'cabut') && <ReasonDialog letter={letter} intent={intent} onClose={() => { setIntent(null); }} />}
    </Box>
  );
}

function SignedDialog({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const { reload } = useDesk();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const [upload, setUpload] = useState<string | null>(null);
  const [how, setHow] = useState<(typeof HOWS)[number]>('stempel');
  const save = async () => {
    if (!upload) return;
    await provider.keepSigned(letter.id, upload, how);
    notify(say('ui.surat.bertanda_tersimpan'), { type: 'success' });
    reload();
  };
  return (
    <FormDialog title={say('ui.surat.unggah_bertanda')} send={say('ui.simpan')} disabled={!upload} fields={['uploadId']} onSend={save} onClose={onClose}>
      {(wrong) => (
        <>
          <Box>{letter.kindLabel} {letter.number}</Box>
          <DraftUpload label={say('ui.surat.unggah_bertanda')} value={upload} onChange={setUpload} error={wrong('uploadId').helperText} />
          <TextField select fullWidth label={say('ui.surat.jenis_tanda')} value={how} onChange={(event) => { setHow(event.target.value as typeof how); }}>{HOWS.map((each) => <MenuItem key={each} value={each}>{sayValue('tanda_tangan', each)}</MenuItem>)}</TextField>
        </>
      )}
    </FormDialog>
  );
}

function ReasonDialog({ letter, intent, onClose }: { letter: Letter; intent: 'terbit_ulang' | 'cabut'; onClose: () => void }) {
  const say = useSay();
  const { act, action, reload } = useDesk();
  const [reason, setReason] = useState('');
  const [number, setNumber] = useState('');
  const id = intent === 'cabut' ? ACTS.voidLetter : ACTS.reissueLetter;
  // Where the office numbers this kind by hand, the form of the act has a field for it.
  const field = `nomor_${letter.kind}`;
  const asked = (action(id)?.input.properties as Record<string, { label?: string }> | undefined)?.[field];
  const obstacles = action(id)?.obstacles ?? [];
  const send = () => act(id, { suratId: letter.id, catatan: reason.trim(), ...(asked ? { [field]: number.trim() } : {}) });
  return (
    <FormDialog title={`${say(`ui.surat.${intent}`)}: ${letter.number}`} send={say(`ui.surat.${intent}`)} danger={intent === 'cabut'} fields={[field]}
      disabled={!reason.trim() || (asked !== undefined && !number.trim()) || !action(id) || obstacles.length > 0} onSend={send} onReload={reload} onClose={onClose}>
      {(wrong) => (
        <>
          <Box>{say(`ui.surat.${intent}_akibat`)}</Box>
          <TextField autoFocus fullWidth required multiline minRows={2} label={say('ui.surat.alasan')} value={reason} onChange={(event) => { setReason(event.target.value); }} />
          {asked && <TextField fullWidth required label={asked.label} value={number} {...wrong(field)} onChange={(event) => { setNumber(event.target.value); }} />}
          <ObstacleList obstacles={obstacles} />
        </>
      )}
    </FormDialog>
  );
}
