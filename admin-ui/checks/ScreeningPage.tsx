import { useQuery } from '@tanstack/react-query';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import PrintIcon from '@mui/icons-material/PrintOutlined';
import { useDataProvider } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { ScreeningItem } from '../../server/domain/contract/checks.ts';
import { Day, Moment } from '../fields/Moment.tsx';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

/** On paper only the result: who asked, of which list, when, and what it said. */
export function ScreeningPage() {
  const say = useSay();
  const { id = '' } = useParams();
  const provider = useDataProvider<LoketProvider>();
  const found = useQuery({ queryKey: ['screenings', id], queryFn: () => provider.screening(id) });
  const { data } = found;
  return (
    <Box sx={{ overflowY: 'auto', pb: 4 }}>
      <Box className="no-print"><PageHead title={say('ui.tapis.hasil')}>
        <Button component={RouterLink} to="/screenings">{say('ui.tapis.kembali')}</Button>
        <Button variant="contained" startIcon={<PrintIcon />} onClick={() => { window.print(); }}>{say('ui.tapis.cetak')}</Button>
      </PageHead></Box>
      <Reading query={found} />
      {data && <Result row={data} />}
    </Box>
  );
}

function Result({ row }: { row: ScreeningItem }) {
  const say = useSay();
  const sayValue = useSayValue();
  const label = (key: string) => (key === 'tanggalLahir' ? say('ui.temuan.tanggal_lahir') : key === 'userId' ? sayValue('isian', 'user_id_spse') : key === 'telepon' ? say('ui.temuan.telepon') : sayValue('isian', key));
  const asked = Object.entries(row.asked).filter(([, value]) => value);
  return (
    <Paper id="hasil-penapisan" className="sheet" variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
      <Box component="h2" sx={{ typography: 'h2', m: 0 }}>{say('ui.tapis.hasil')} – {say(`ui.tapis.${row.kind}`)}</Box>
      <Box sx={{ color: 'text.secondary' }}>{row.officeName}</Box>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: '170px 1fr', gap: 0.5, my: 1.5, '& dt': { color: 'text.secondary' }, '& dd': { m: 0, overflowWrap: 'anywhere' } }}>
        <dt>{say('ui.tapis.yang_dicari')}</dt><dd>{asked.map(([key, value]) => <Box key={key}>{label(key)}: <strong>{value}</strong></Box>)}</dd>
        <dt>{say('ui.tapis.daftar')}</dt><dd>{row.listName ?? say(row.kind === 'daftar_hitam' ? 'ui.tapis.tanpa_daftar' : 'ui.tapis.tanpa_registri')}{row.dataDate ? <> · {say('ui.periksa.data_per')} <Day day={row.dataDate} /></> : null}{row.kind === 'daftar_hitam' ? ` · ${row.freshnessLabel}` : ''}</dd>
        <dt>{say('ui.tapis.oleh')}</dt><dd>{row.askedByName} · <Moment at={row.askedAt} shown="lengkap" /></dd>
      </Box>
      {row.kind === 'daftar_hitam' && row.freshness !== 'segar' && <Alert severity={row.freshness === 'kuning' ? 'warning' : 'error'} sx={{ mb: 1 }}>{say(row.freshness === 'kuning' ? 'ui.periksa.perlu_portal_kuning' : 'ui.periksa.perlu_portal_merah')}</Alert>}
      <Box component="h3" sx={{ typography: 'h3', m: 0, mb: 1 }}>{row.found.length === 0 ? say('ui.tapis.nihil') : say('ui.tapis.ditemukan', { n: row.found.length })}</Box>
      {row.found.map((found, at) => (
        <Box key={at} component="article" sx={{ borderTop: 1, borderColor: 'divider', py: 1, breakInside: 'avoid' }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <strong>{found.shown.nama ?? '–'}</strong>
            <Chip size="small" variant="outlined" color={found.level === 'A' ? 'error' : found.level === 'B' ? 'warning' : 'default'} label={say('ui.temuan.tingkat', { t: found.level })} />
            {found.standingLabel && <Chip size="small" color={found.inForce ? 'error' : found.shown.keadaan === 'riwayat' ? 'default' : 'warning'} variant={found.inForce ? 'filled' : 'outlined'} label={found.standingLabel} />}
            <Box className="tabular" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say('ui.temuan.skor', { n: Math.round(found.score * 100) })}</Box>
          </Box>
          <Box sx={{ fontSize: '0.875rem' }}>{[found.shown.npwp, found.shown.nib, found.shown.nomorSk, found.shown.instansi, found.shown.lpse, found.shown.userId, found.shown.nomorBerkas, found.shown.kabupaten].filter(Boolean).join(' · ')}{found.shown.mulai ? <> · <Day day={found.shown.mulai} /> – <Day day={found.shown.selesai} /></> : null}</Box>
          <Box component="ul" sx={{ m: 0, pl: 2.25, fontSize: '0.875rem' }}>{found.reasons.map((reason) => <li key={reason.text}>{reason.text}</li>)}</Box>
        </Box>
      ))}
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 1.5 }}>{say('ui.tapis.tanpa_jaminan')}</Box>
    </Paper>
  );
}
