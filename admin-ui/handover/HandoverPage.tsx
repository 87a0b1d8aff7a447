import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { AbsenceItem, WorkInHand } from '../../server/domain/contract/ownership.ts';
import { Day } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';
import { showDay } from '../fields/office-time.ts';
import { AbsenceDialog } from './AbsenceDialog.tsx';
import { CancelAbsenceDialog } from './CancelAbsenceDialog.tsx';
import { HandOverAllDialog } from './HandOverAllDialog.tsx';

const LOOK = { akan_datang: 'info', berlaku: 'warning', berakhir: 'default', dibatalkan: 'default' } as const;

/** What everybody (or I) has in hand, who is away, and who stands in. */
export function HandoverPage() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const [giving, setGiving] = useState<WorkInHand | null>(null);
  const [recording, setRecording] = useState(false);
  const work = useQuery({ queryKey: ['serah', 'kerja'], queryFn: () => provider.workInHand() });
  const absences = useQuery({ queryKey: ['serah', 'absensi'], queryFn: () => provider.absences() });
  const refresh = () => { void queries.invalidateQueries({ queryKey: ['serah'] }); void queries.invalidateQueries({ queryKey: ['cases'] }); };
  const error = work.error ?? absences.error;
  return (
    <Box>
      <PageHead title={say('ui.menu.absences')} />
      <ProblemNote problem={error ? readError(error) : null} />
      {(work.isPending || absences.isPending) && !error && <LinearProgress aria-label={say('ui.memuat')} />}
      {work.data && <WorkTable rows={work.data} onGive={setGiving} />}
      {absences.data && me && <AbsenceTable rows={absences.data} myId={me.id} supervises={me.roles.some((role) => role === 'penyelia' || role === 'admin_kantor')} onRecord={() => { setRecording(true); }} onChanged={refresh} />}
      {giving && <HandOverAllDialog work={giving} onClose={() => { setGiving(null); }} onDone={refresh} />}
      {recording && <AbsenceDialog onClose={() => { setRecording(false); }} onDone={() => { setRecording(false); refresh(); }} />}
    </Box>
  );
}

function WorkTable({ rows, onGive }: { rows: WorkInHand[]; onGive: (row: WorkInHand) => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const locale = useLocaleTag();
  return (
    <Paper component="section" variant="outlined" aria-labelledby="judul-di-tangan" sx={{ mb: 2, overflow: 'auto' }}>
      <Box component="h2" id="judul-di-tangan" sx={{ typography: 'h2', m: 0, px: 1, py: 1 }}>{say('ui.serah.di_tangan')}</Box>
      <Table>
        <TableHead><TableRow><TableCell>{say('ui.kolom.nama')}</TableCell><TableCell>{say('ui.kolom.bagian')}</TableCell><TableCell align="right">{say('ui.serah.berkas')}</TableCell><TableCell align="right">{say('ui.serah.jadwal')}</TableCell><TableCell align="right">{say('ui.serah.tugas')}</TableCell><TableCell /></TableRow></TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell>
                <strong>{row.name}</strong>{!row.active && <Chip sx={{ ml: 1 }} color="error" variant="outlined" label={say('ui.pengguna.nonaktif')} />}
                {row.absentUntil && <Chip sx={{ ml: 1 }} color="warning" variant="outlined" label={`${say('ui.serah.absen_sampai', { hari: showDay(row.absentUntil, locale) })}${row.substituteName ? ` · ${say('ui.serah.digantikan', { nama: row.substituteName })}` : ''}`} />}
              </TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>{row.roles.map((role) => sayValue('peran', role)).join(', ')}</TableCell>
              <TableCell align="right" className="tabular">{row.cases}{row.onHold > 0 && <Box component="span" sx={{ color: 'text.secondary' }}> ({say('ui.serah.ditunda', { n: row.onHold })})</Box>}</TableCell>
              <TableCell align="right" className="tabular">{row.appointments}</TableCell>
              <TableCell align="right" className="tabular">{row.tasks}</TableCell>
              <TableCell align="right">
                {row.cases + row.appointments + row.tasks > 0 && <Button sx={{ minHeight: 0, py: 0.25 }} onClick={() => { onGive(row); }} aria-label={say('ui.serah.semua_judul', { nama: row.name })}>{say('ui.serah.semua')}</Button>}
              </TableCell>
            </TableRow>
          ))}
          {rows.length === 0 && <TableRow><TableCell colSpan={6} sx={{ color: 'text.secondary' }}>{say('ui.serah.kosong')}</TableCell></TableRow>}
        </TableBody>
      </Table>
    </Paper>
  );
}

interface AbsenceTableProps { rows: AbsenceItem[]; myId: string; supervises: boolean; onRecord: () => void; onChanged: () => void }

function AbsenceTable({ rows, myId, supervises, onRecord, onChanged }: AbsenceTableProps) {
  const say = useSay();
  const sayValue = useSayValue();
  const [sure, setSure] = useState<AbsenceItem | null>(null);
  return (
    <Paper component="section" variant="outlined" aria-labelledby="judul-absensi" sx={{ overflow: 'auto' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 1, py: 1 }}>
        <Box component="h2" id="judul-absensi" sx={{ typography: 'h2', m: 0, flex: 1 }}>{say('ui.absensi.judul')}</Box>
        <Button variant="contained" onClick={onRecord}>{say('ui.absensi.catat')}</Button>
      </Box>
      <Table>
        <TableHead><TableRow><TableCell>{say('ui.absensi.siapa')}</TableCell><TableCell>{say('ui.absensi.dari')}</TableCell><TableCell>{say('ui.absensi.sampai')}</TableCell><TableCell>{say('ui.absensi.pengganti')}</TableCell><TableCell>{say('ui.absensi.dicatat_oleh')}</TableCell><TableCell>{say('ui.kolom.keadaan')}</TableCell><TableCell /></TableRow></TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} sx={row.state === 'berakhir' || row.state === 'dibatalkan' ? { '& td': { color: 'text.secondary' } } : {}}>
              <TableCell>{row.userName}</TableCell><TableCell><Day day={row.firstDay} /></TableCell><TableCell><Day day={row.lastDay} /></TableCell>
              <TableCell>{row.substituteName ?? say('ui.absensi.ke_antrean')}</TableCell><TableCell>{row.recordedByName}</TableCell>
              <TableCell><Chip variant="outlined" color={LOOK[row.state]} label={sayValue('ui.absensi', row.state)} /></TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {(row.state === 'berlaku' || row.state === 'akan_datang') && (supervises || row.userId === myId)
                  && <Button sx={{ minHeight: 0, py: 0.25 }} onClick={() => { setSure(row); }} aria-label={`${say('ui.absensi.batalkan')}: ${row.userName}`}>{say('ui.absensi.batalkan')}</Button>}
              </TableCell>
            </TableRow>
          ))}
          {rows.length === 0 && <TableRow><TableCell colSpan={7} sx={{ color: 'text.secondary' }}>{say('ui.absensi.kosong')}</TableCell></TableRow>}
        </TableBody>
      </Table>
      {sure && <CancelAbsenceDialog absence={sure} onClose={() => { setSure(null); }} onDone={() => { setSure(null); onChanged(); }} />}
    </Paper>
  );
}
