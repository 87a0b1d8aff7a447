import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';
import { Day } from '../fields/Moment.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { compareRow, type Agreement, type Compared } from './compare-shown.ts';

const COLOR: Record<Agreement, string> = { sama: 'error.main', mirip: 'warning.main', berbeda: 'success.main', tidak_pasti: 'text.secondary', tidak_ada: 'text.secondary' };

/** The applicant beside what was found, row by row. */
export function CompareTable({ hit, run }: { hit: HitView; run: CheckItem }) {
  const say = useSay();
  const sayValue = useSayValue();
  const subject = run.subjects[hit.subject];
  const { shown } = hit;
  const rows: [row: Compared, label: string, left: string | null | undefined, right: string | null | undefined][] = [
    ['nama', sayValue('isian', 'nama'), subject?.name, shown.nama], ['nik', sayValue('isian', 'nik'), subject?.nik, shown.nik], ['npwp', sayValue('isian', 'npwp'), subject?.npwp, shown.npwp],
    ['nib', sayValue('isian', 'nib'), subject?.nib, shown.nib],
    ['user_id', sayValue('isian', 'user_id_spse'), subject?.userId, shown.userId], ['email', sayValue('isian', 'email'), subject?.email, shown.email], ['kabupaten', sayValue('isian', 'kabupaten'), subject?.region, shown.kabupaten],
    ['telepon', say('ui.temuan.telepon'), subject?.phone, shown.telepon], ['tanggal_lahir', say('ui.temuan.tanggal_lahir'), subject?.birthDate, shown.tanggalLahir],
  ];
  const more = [shown.nomorSk, shown.instansi, shown.pelanggaran, shown.lpse, shown.nomorBerkas, shown.tempat && sayValue('tempat', shown.tempat), shown.alamat].filter(Boolean);
  return (
    <>
      <Table sx={{ mt: 1, tableLayout: 'fixed', '& td, & th': { verticalAlign: 'top' } }} aria-label={say('ui.temuan.bandingkan')}>
        <TableHead><TableRow><TableCell sx={{ width: 130 }} /><TableCell>{say('ui.temuan.pemohon')}</TableCell><TableCell>{say('ui.temuan.ditemukan')}</TableCell><TableCell sx={{ width: 96 }} /></TableRow></TableHead>
        <TableBody>
          {rows.filter(([, , left, right]) => left && right).map(([row, label, left, right]) => {
            const agreement = compareRow(row, [left, right], { kind: run.kind, reasons: hit.reasons });
            return (
              <TableRow key={label}>
                <TableCell sx={{ color: 'text.secondary' }}>{label}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{show(row, left)}</TableCell><TableCell sx={{ overflowWrap: 'anywhere' }}>{show(row, right)}</TableCell>
                <TableCell sx={{ color: COLOR[agreement], fontWeight: 600 }}>{say(`ui.banding.${agreement}`)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mt: 0.5 }}>
        {more.join(' · ')}{shown.mulai ? <> · <Day day={shown.mulai} /> – <Day day={shown.selesai} /></> : null}
      </Box>
    </>
  );
}

function show(row: Compared, value: string | null | undefined) {
  return row === 'tanggal_lahir' ? <Day day={value} /> : value ?? '–';
}
