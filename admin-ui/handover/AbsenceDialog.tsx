import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import { useDataProvider } from 'react-admin';
import { createIntents } from '../cases/case-page/intents.ts';
import { DayField } from '../fields/DayField.tsx';
import { FormDialog } from '../fields/FormDialog.tsx';
import { useZone } from '../fields/Moment.tsx';
import { officeDay } from '../fields/office-time.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { AbsencePlanNote } from './AbsencePlanNote.tsx';
import { ColleagueField, QUEUE } from './ColleagueField.tsx';

/** Who is away, from when to when, and who stands in. Somebody without supervision records himself. */
export function AbsenceDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const today = officeDay(new Date(), zone);
  const supervises = me?.roles.some((role) => role === 'penyelia' || role === 'admin_kantor') ?? false;
  const [userId, setUserId] = useState(me?.id ?? '');
  const [firstDay, setFirstDay] = useState(today);
  const [lastDay, setLastDay] = useState(today);
  const [substitute, setSubstitute] = useState<string>(QUEUE);
  const wish = { userId, firstDay, lastDay, substituteId: substitute === QUEUE ? null : substitute };
  const save = async () => {
    await provider.recordAbsence({ ...wish, requestId: intents.current.idFor('absensi', wish) });
    onDone();
  };
  return (
    <FormDialog title={say('ui.absensi.catat')} send={say('ui.simpan')} width="xs" disabled={!userId || !firstDay || !lastDay} fields={['userId', 'firstDay', 'lastDay', 'substituteId']} onSend={save} onClose={onClose}>
      {(wrong) => (
        <>
          <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say('ui.absensi.penjelasan')}</Box>
          {supervises ? <ColleagueField label={say('ui.absensi.siapa')} value={userId} onChange={setUserId} error={wrong('userId').helperText} /> : <Box>{say('ui.absensi.siapa')}: <strong>{me?.name}</strong></Box>}
          <Box sx={{ display: 'flex', gap: 1.5 }}>
            <DayField required label={say('ui.absensi.dari')} value={firstDay} {...wrong('firstDay')} onChange={(day) => { setFirstDay(day); if (day > lastDay) setLastDay(day); }} sx={{ flex: 1 }} />
            <DayField required label={say('ui.absensi.sampai')} value={lastDay} {...wrong('lastDay')} onChange={setLastDay} sx={{ flex: 1 }} />
          </Box>
          <ColleagueField label={say('ui.absensi.pengganti')} queue={say('ui.absensi.ke_antrean')} value={substitute} onChange={setSubstitute} except={userId} error={wrong('substituteId').helperText} />
          <AbsencePlanNote wish={wish} />
        </>
      )}
    </FormDialog>
  );
}
