import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import { UPLOAD_CHANNELS, type UploadRequestReply } from '../../server/domain/contract/counter.ts';
import { createIntents } from '../cases/case-page/intents.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

/** For whom: the open repair of a case, or the entry that is being typed. */
export type Asking = { documents: { kind: string; label: string }[]; /** kinds that lie here already: not asked for unless somebody wants them anew */ have?: readonly string[] } & ({ caseId: string } | { procedure: string; fields: Record<string, string> });
interface Props { asking: Asking; before: string | null; onAsked: (reply: UploadRequestReply) => void; onClose: () => void }

const filled = (fields: Record<string, string>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

export function AskByLinkDialog({ asking, before, onAsked, onClose }: Props) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const [channel, setChannel] = useState<(typeof UPLOAD_CHANNELS)[number]>('email');
  const [kinds, setKinds] = useState(() => asking.documents.map(({ kind }) => kind).filter((kind) => !asking.have?.includes(kind)));
  const send = async () => {
    const target = 'caseId' in asking ? { caseId: asking.caseId } : { prosedur: asking.procedure, fields: filled(asking.fields), ...(before ? { replaces: before } : {}) };
    const asked = { channel, kinds, ...target };
    const reply = await provider.askByLink({ requestId: intents.current.idFor('minta', asked), ...asked });
    intents.current.done('minta', asked);
    if (channel === 'email') notify(say('ui.minta.terkirim'), { type: 'success' });
    onAsked(reply);
  };
  return (
    <FormDialog title={say('ui.minta.kirim_judul')} send={say('ui.minta.kirim')} disabled={kinds.length === 0} fields={['channel', 'kinds']} onSend={send} onClose={onClose}>
      {(wrong) => (
        <>
          <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say('caseId' in asking ? 'ui.minta.alamat_berkas' : 'ui.minta.alamat_entri')}</Box>
          <TextField select label={say('ui.minta.lewat')} value={channel} {...wrong('channel')} onChange={(event) => { setChannel(UPLOAD_CHANNELS.find((each) => each === event.target.value) ?? 'email'); }}>
            {UPLOAD_CHANNELS.map((each) => <MenuItem key={each} value={each}>{say(`ui.minta.${each}`)}</MenuItem>)}
          </TextField>
          <FormGroup aria-label={say('ui.minta.dokumen')}>
            <Box sx={{ fontWeight: 600, fontSize: '0.875rem' }}>{say('ui.minta.dokumen')}</Box>
            {asking.documents.map(({ kind, label }) => (
              <FormControlLabel key={kind} label={label} control={<Checkbox size="small" checked={kinds.includes(kind)} onChange={(_event, on) => { setKinds((now) => (on ? [...now, kind] : now.filter((each) => each !== kind))); }} />} />
            ))}
          </FormGroup>
        </>
      )}
    </FormDialog>
  );
}
