import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';
import { Day } from '../fields/Moment.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { compareRegion, compareShown, type Agreement } from './compare-shown.ts';

const COLOR: Record<Agreement, string> = { sama: 'error.main', berbeda: 'success.main', tidak_pasti: 'text.secondary', tidak_ada: 'text.secondary' };

/** The applicant beside what was found, row by row. */
export function CompareTable({ hit, run }: { hit: HitView; run: CheckItem }) {
  const say = useSay();
  const sayValue = useSayValue();
  const subject = run.subjects.find((each) => each.role === hit.subjectRole) ?? run.subjects[0];
  const { shown } = hit;
  const rows: [label: string, left: string | null | undefined, right: string | null | undefined, compare?: typeof compareShown][] = [
    [sayValue('isian', 'nama'), subject?.name, shown.nama], [sayValue('isian', 'nik'), subject?.nik, shown.nik], [sayValue('isian', 'npwp'), subject?.npwp, shown.npwp],
    [sayValue('isian', 'user_id_spse'), subject?.userId, shown.userId], [sayValue('isian', 'email'), subject?.email, shown.email], [sayValue('isian', 'kabupaten'), subject?.region, shown.kabupaten, compareRegion],
    [say('ui.temuan.telepon'), subject?.phone, shown.telepon], [say('ui.temuan.tanggal_lahir'), subject?.birthDate, shown.tanggalLahir],
  ];
  const more = [shown.nomorSk, shown.instansi, shown.pelanggaran, shown.lpse, shown.nomorBerkas, shown.tempat, shown.alamat].filter(Boolean);
  return (
    <>
      <Table sx={{ mt: 1, tableLayout: 'fixed', '& td, & th': { verticalAlign: 'top' } }} aria-label={say('ui.temuan.bandingkan')}>
        <TableHead><TableRow><TableCell sx={{ width: 130 }} /><TableCell>{say('ui.temuan.pemohon')}</TableCell><TableCell>{say('ui.temuan.ditemukan')}</TableCell><TableCell sx={{ width: 96 }} /></TableRow></TableHead>
        <TableBody>
          {rows.filter(([, left, right]) => left && right).map(([label, left, right, compare = compareShown]) => {
            const agreement = compare(left, right);
            return (
              <TableRow key={label}>
                <TableCell sx={{ color: 'text.secondary' }}>{label}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{left ?? '–'}</TableCell><TableCell sx={{ overflowWrap: 'anywhere' }}>{right ?? '–'}</TableCell>
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
