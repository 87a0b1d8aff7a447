import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useDataProvider } from 'react-admin';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { DayTimeField } from '../../fields/DayField.tsx';
import { FormDialog } from '../../fields/FormDialog.tsx';
import { useZone } from '../../fields/Moment.tsx';
import { toIsoWithOffset, toLocalInput } from '../../fields/office-time.ts';
import { ColleagueField, QUEUE } from '../../handover/ColleagueField.tsx';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { useSay } from '../../provider/use-say.ts';
import { createIntents } from './intents.ts';

export type OwnershipVerb = 'tunda' | 'ambil_alih' | 'serahkan';
interface Props { verb: OwnershipVerb; view: CaseView; onDone: (next: CaseView) => void; onReload: () => void; onClose: () => void }

/** Put aside, take over, hand over: each with the reason that stays on record. */
export function OwnershipDialog({ verb, view, onDone, onReload, onClose }: Props) {
  const say = useSay();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => `${toLocalInput(new Date(Date.now() + 86_400_000), zone).slice(0, 10)}T08:00`);
  const [to, setTo] = useState('');
  const name = view.holder?.name ?? '';
  const title = { tunda: say('ui.pegang.tunda_judul'), ambil_alih: say('ui.pegang.ambil_alih_judul', { nama: name }), serahkan: say('ui.pegang.serahkan_judul') }[verb];
  const help = { tunda: say('ui.pegang.tunda_penjelasan'), ambil_alih: say('ui.pegang.ambil_alih_penjelasan', { nama: name }), serahkan: say('ui.pegang.serahkan_penjelasan') }[verb];
  const button = { tunda: say('ui.pegang.tunda'), ambil_alih: say('ui.pegang.ambil_alih'), serahkan: say('ui.pegang.serahkan') }[verb];
  const ready = reason.trim().length >= 5 && (verb !== 'serahkan' || to !== '') && (verb !== 'tunda' || until !== '');
  const send = async () => {
    const input = { reason: reason.trim(), ...(verb === 'tunda' ? { until: toIsoWithOffset(until, zone) ?? '' } : {}), ...(verb === 'serahkan' ? { toId: to === QUEUE ? null : to } : {}) };
    const seen = { caseId: view.id, seenVersion: view.version, requestId: intents.current.idFor(verb, input) };
    const { putOnHold, takeOver, handOver } = provider;
    onDone(verb === 'tunda' ? await putOnHold({ ...seen, reason: input.reason, until: input.until ?? '' }) : verb === 'ambil_alih' ? await takeOver({ ...seen, reason: input.reason })
      : await handOver({ ...seen, reason: input.reason, toId: input.toId ?? null }));
  };
  return (
    <FormDialog title={title} send={button} width="xs" disabled={!ready} fields={['reason', 'until', 'toId']} onSend={send} onReload={onReload} onClose={onClose}>
      {(wrong) => {
        const reasonWrong = wrong('reason');
        return (
          <>
            <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{help}</Box>
            {verb === 'tunda' && <DayTimeField label={say('ui.pegang.sampai')} value={until} required onChange={setUntil} fullWidth {...wrong('until')} />}
            {verb === 'serahkan' && <ColleagueField autoFocus label={say('ui.pegang.kepada')} queue={say('ui.pegang.antrean')} parts={view.servedBy} except={view.holder?.id} value={to} onChange={setTo} error={wrong('toId').helperText} />}
            <TextField
              label={say('ui.pegang.alasan')} required autoFocus={verb !== 'serahkan'} multiline minRows={2} value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 500 } }}
              error={reasonWrong.error} helperText={reasonWrong.helperText ?? say('ui.pegang.alasan_petunjuk')}
            />
          </>
        );
      }}
    </FormDialog>
  );
}
