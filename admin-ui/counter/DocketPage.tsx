import { Fragment, useState, type ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import PrintIcon from '@mui/icons-material/PrintOutlined';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { DayDocket } from '../../server/domain/contract/counter.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { DayField } from '../fields/DayField.tsx';
import { useMoment, useZone } from '../fields/Moment.tsx';
import { officeDay } from '../fields/office-time.ts';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useLocaleTag, useSay } from '../provider/use-say.ts';

const DAY_MS = 86_400_000;
const plusDays = (day: string, days: number) => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** One day of the office on one sheet, for the counter's wall or the officer's hand. Each opening is logged, so nothing is polled. */
export function DocketPage() {
  const say = useSay();
  const zone = useZone();
  const locale = useLocaleTag();
  const moment = useMoment();
  const provider = useDataProvider<LoketProvider>();
  const [search, setSearch] = useSearchParams();
  const [today] = useState(() => officeDay(new Date(), zone));
  const wanted = search.get('tanggal') ?? '';
  const date = /^\d{4}-\d{2}-\d{2}$/.test(wanted) ? wanted : null;
  const found = useQuery({ queryKey: ['lembar-harian', date], queryFn: () => provider.dayDocket(date), staleTime: 60_000, refetchOnWindowFocus: false });
  const { data } = found;
  const shown = date ?? data?.date ?? today;
  const put = (day: string | null) => { setSearch(day ? { tanggal: day } : {}); };
  // Half a date in the field goes with it, also where the day that is asked for stood there already.
  const [edition, setEdition] = useState(0);
  const turnTo = (day: string | null) => { put(day); setEdition((before) => before + 1); };
  const title = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${shown}T12:00:00Z`));
  return (
    <Box sx={{ maxWidth: 1180, pb: 3 }}>
      <Box className="no-print">
        <PageHead title={say('ui.menu.day-docket')} note={title}>
          <Button variant="outlined" onClick={() => { turnTo(plusDays(shown, -1)); }}>{say('ui.jadwal.mundur')}</Button>
          <Button variant="outlined" onClick={() => { turnTo(null); }}>{say('ui.jadwal.hari_ini')}</Button>
          <Button variant="outlined" onClick={() => { turnTo(plusDays(shown, 1)); }}>{say('ui.jadwal.maju')}</Button>
          <DayField key={edition} label={say('ui.lembar.tanggal')} value={shown} onChange={(day) => { if (day) put(day); }} sx={{ width: 165 }} />
          <Button variant="contained" startIcon={<PrintIcon />} disabled={!data} onClick={() => { window.print(); }}>{say('ui.lembar.cetak')}</Button>
        </PageHead>
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mb: 1 }}>{say('ui.lembar.dicatat')}</Box>
      </Box>
      <Reading query={found} />
      {data && (
        <Box component="article" className="sheet">
          <Box className="print-only" sx={{ mb: 1 }}>
            <Box sx={{ fontSize: '0.875rem' }}>{data.officeName}</Box>
            <Box component="h1" sx={{ typography: 'h1', m: 0 }}>{say('ui.menu.day-docket')} – {title}</Box>
          </Box>
          <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mb: 1 }}>{say('ui.lembar.dicetak', { waktu: moment(data.printedAt, 'lengkap') })} · {say('ui.lembar.asli', { n: data.originalsHeld })}</Box>
          {data.more && <Alert severity="info" sx={{ mb: 1 }}>{say('ui.lembar.lebih')}</Alert>}
          <Sheet data={data} />
        </Box>
      )}
    </Box>
  );
}

function Sheet({ data }: { data: DayDocket }) {
  const say = useSay();
  const moment = useMoment();
  const { appointments, visits, papers, due } = data;
  if (appointments.length + visits.length + papers.length + due.length === 0) return <Box sx={{ color: 'text.secondary', p: 5, textAlign: 'center', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>{say('ui.lembar.kosong')}</Box>;
  const time = (at: string, to?: string) => <strong className="tabular">{moment(at, 'jam')}{to && `–${moment(to, 'jam')}`}</strong>;
  return (
    <>
      <Part title={say('ui.lembar.jadwal')} heads={[say('ui.lembar.jam'), say('ui.kolom.nomor'), say('ui.kolom.nama'), say('ui.lembar.ruang'), say('ui.lembar.petugas'), say('ui.kolom.keadaan'), say('ui.lembar.paraf')]}
        rows={appointments.map((row) => [row.id, time(row.startsAt, row.endsAt), <CaseLink key="n" id={row.caseId} number={row.caseNumber} />, row.name ?? '–', `${row.channelLabel} · ${row.room}`, row.officer, row.stateLabel, ''])} />
      <Part title={say('ui.lembar.kunjungan')} heads={[say('ui.lembar.jam'), say('ui.kolom.nomor'), say('ui.kolom.nama'), say('ui.lembar.keperluan'), say('ui.entri.asal')]}
        rows={visits.map((row) => [row.id, time(row.at), <CaseLink key="n" id={row.caseId} number={row.caseNumber} />, row.name, row.purpose, row.viaLabel])} />
      <Part title={say('ui.lembar.kertas')} heads={[say('ui.lembar.jam'), say('ui.kolom.nomor'), say('ui.lembar.arah'), say('ui.lembar.kertas_nama'), say('ui.lembar.orang'), say('ui.lembar.petugas')]}
        rows={papers.map((row) => [row.id, time(row.at), <CaseLink key="n" id={row.caseId} number={row.caseNumber} />, row.directionLabel, `${row.paper} (${row.formLabel})`, row.person, row.officer])} />
      <Part title={say('ui.lembar.tenggat')} heads={[say('ui.lembar.jam'), say('ui.kolom.nomor'), say('ui.lembar.yang'), say('ui.kolom.tempat'), say('ui.kolom.pemegang')]}
        rows={due.map((row) => [`${row.what}${row.id}`, <Fragment key="t">{time(row.dueAt)}{row.dueProvisional && ` · ${say('ui.tenggat.sementara')}`}</Fragment>, <CaseLink key="n" id={row.caseId} number={row.caseNumber} />, row.whatLabel, row.text, row.holder ?? '–'])} />
    </>
  );
}

function Part({ title, heads, rows }: { title: string; heads: string[]; rows: [key: string, ...cells: ReactNode[]][] }) {
  const say = useSay();
  return (
    <Box component="section" aria-label={title} sx={{ mb: 2, breakInside: 'avoid-page' }}>
      <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 0.5 }}>{title} <Box component="span" className="tabular" sx={{ color: 'text.secondary', fontWeight: 400 }}>({rows.length})</Box></Box>
      {rows.length === 0 && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say('ui.lembar.tanpa')}</Box>}
      {rows.length > 0 && (
        <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', fontSize: '0.875rem', bgcolor: 'background.paper', border: 1, borderColor: 'divider', '& th, & td': { textAlign: 'left', verticalAlign: 'top', borderBottom: 1, borderColor: 'divider', px: 1, py: 0.5, overflowWrap: 'anywhere' }, '& th': { fontWeight: 600, color: 'text.secondary', whiteSpace: 'nowrap' }, '& td:first-of-type, & td:nth-of-type(2)': { whiteSpace: 'nowrap' } }}>
          <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>{rows.map(([key, ...cells]) => <tr key={key}>{cells.map((cell, index) => <td key={heads[index]}><Fragment>{cell}</Fragment></td>)}</tr>)}</tbody>
        </Box>
      )}
    </Box>
  );
}
