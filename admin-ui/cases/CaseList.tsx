import { useEffect } from 'react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import UrgentIcon from '@mui/icons-material/PriorityHigh';
import { DataTable, ListBase, Title, useListContext } from 'react-admin';
import { Link } from 'react-router-dom';
import type { CaseListItem } from '../../server/domain/contract/cases.ts';
import { DueChip } from '../fields/DueChip.tsx';
import { Moment, useMoment } from '../fields/Moment.tsx';
import { ListFrame } from '../layout/ListFrame.tsx';
import { ListPager, useToldInPlace } from '../layout/ListProblem.tsx';
import { ClosingProposals } from '../intake/ClosingProposals.tsx';
import { useFilters } from '../layout/use-filters.ts';
import { useKeys } from '../layout/use-keys.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { ExportButtons } from '../supervision/ExportButtons.tsx';
import { QueueEmpty } from './QueueEmpty.tsx';
import { PLACES } from './places.ts';
import { firstTab, QUEUE_TABS, tabFilter, type QueueTab } from './queue-tabs.ts';
import { rememberList } from './walked-list.ts';

export function CaseList() {
  const me = useMe();
  const say = useSay();
  const toldInPlace = useToldInPlace();
  if (!me) return null;
  return (
    <ListBase<CaseListItem>
      sort={{ field: 'dueAt', order: 'ASC' }} perPage={25} filterDefaultValues={{ tab: firstTab(me.roles) }} queryOptions={{ ...toldInPlace, refetchInterval: 30_000 }}
    >
      <Title title={say('ui.menu.cases')} />
      <ListFrame head={<QueueHead />} foot={<ListPager />}><Rows myId={me.id} /></ListFrame>
    </ListBase>
  );
}

const Col = DataTable.Col<CaseListItem>;

interface QueueFilter { tab?: QueueTab; place?: string; urgent?: boolean }

/** The file holds what the tab shows: its name means nothing to the server. */
function exported({ tab, ...others }: QueueFilter, me: Parameters<typeof tabFilter>[1]): Record<string, unknown> {
  return { ...tabFilter(tab, me), ...others };
}

function QueueHead() {
  const say = useSay();
  const sayValue = useSayValue();
  const me = useMe();
  const { data, total, sort, setSort } = useListContext<CaseListItem>();
  const { filters, setFilters } = useFilters();
  const filter = filters as QueueFilter;
  const change = (next: QueueFilter) => {
    setFilters(Object.fromEntries(Object.entries({ ...filter, ...next }).filter(([, value]) => value !== undefined && value !== '' && value !== false)));
  };
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 46, pt: 1.25, pb: 0.5, flexShrink: 0 }}>
      <Box component="h1" sx={{ typography: 'h1', m: 0 }}>{say('ui.menu.cases')}</Box>
      <Tabs
        value={filter.tab ?? 'terbuka'} aria-label={say('ui.antrean.pilih')}
        onChange={(_event, tab: QueueTab) => {
          setFilters({ tab });
          setSort(tab === 'selesai' ? { field: 'endedAt', order: 'DESC' } : { field: 'dueAt', order: 'ASC' });
        }}
      >
        {QUEUE_TABS.map((tab) => <Tab key={tab} value={tab} label={filter.tab === tab && data ? `${say(`ui.antrean.${tab}`)} (${total ?? say('ui.daftar.lebih')})` : say(`ui.antrean.${tab}`)} />)}
      </Tabs>
      <Box sx={{ flex: 1 }} />
      {filter.tab === 'menunggu' && <ClosingProposals />}
      <TextField select label={say('ui.kolom.tempat')} value={filter.place ?? ''} onChange={(event) => { change({ place: event.target.value }); }} sx={{ width: 180 }}>
        <MenuItem value="">{say('ui.saringan.semua_tempat')}</MenuItem>
        {PLACES.map((place) => <MenuItem key={place} value={place}>{sayValue('tempat', place)}</MenuItem>)}
      </TextField>
      <FormControlLabel control={<Switch size="small" checked={filter.urgent === true} onChange={(_event, urgent) => { change({ urgent }); }} />} label={say('ui.saringan.mendesak')} slotProps={{ typography: { variant: 'body2', noWrap: true } }} sx={{ mr: 0, flexShrink: 0 }} />
      {me && <ExportButtons list="cases" filter={exported(filter, me)} sort={sort} />}
    </Box>
  );
}

/** j and k walk the links of the rows, so that Enter opens what is focused and a screen reader hears it. */
function moveRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}

function Rows({ myId }: { myId: string }) {
  const say = useSay();
  const { data } = useListContext<CaseListItem>();
  const moment = useMoment();
  const closed = useFilters().filters.tab === 'selesai';
  useKeys({ j: () => { moveRow(1); }, k: () => { moveRow(-1); } });
  useEffect(() => { if (data) rememberList(data.map((row) => row.id)); }, [data]);
  return (
    <DataTable<CaseListItem>
      key={closed ? 'selesai' : 'terbuka'} bulkActionButtons={false} rowClick={(id) => `/cases/${id}/show`} empty={<QueueEmpty />}
      rowSx={(row) => ({ cursor: 'pointer', ...(row.holderId === myId ? { '& td:first-of-type': { boxShadow: 'inset 3px 0 0 currentColor', color: 'primary.main' } } : {}) })}
    >
      <Col source="number" label={say('ui.kolom.nomor')} render={(row) => (
        <Link to={`/cases/${row.id}/show`} data-row-link="" className="tabular" onClick={(event) => { event.stopPropagation(); }} style={{ color: 'inherit', fontWeight: 600, whiteSpace: 'nowrap' }}>{row.number}</Link>
      )} />
      <Col label={say('ui.kolom.nama')} disableSort render={(row) => (
        <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', maxWidth: 270 }}>
          <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.subjectName ?? '–'}</Box>
          {row.urgent && <Chip color="error" icon={<UrgentIcon />} label={say('ui.berkas.mendesak')} />}
          {row.round > 1 && <Chip variant="outlined" label={say('ui.berkas.putaran', { n: row.round })} />}
        </Box>
      )} />
      <Col source="place" label={say('ui.kolom.tempat')} render={(row) => <Box sx={{ whiteSpace: 'nowrap' }}>{row.outcomeLabel && row.endedAt ? `${row.placeLabel} · ${row.outcomeLabel}` : row.placeLabel}</Box>} />
      {closed ? <Col source="endedAt" label={say('ui.kolom.berakhir')} render={(row) => <Moment at={row.endedAt} />} />
        : <Col source="dueAt" label={say('ui.kolom.tenggat')} render={(row) => <DueChip dueAt={row.dueAt} clock={row.clock} provisional={row.dueProvisional} />} />}
      <Col label={say('ui.kolom.pemegang')} disableSort render={(row) => <Box sx={{ whiteSpace: 'nowrap', color: row.holderId ? 'text.primary' : 'text.secondary' }}>{row.holderId === myId ? say('ui.berkas.saya') : row.holderName ?? '–'}{row.onHoldUntil && <Chip sx={{ ml: 0.75 }} color="warning" variant="outlined" label={say('ui.pegang.ditunda', { waktu: moment(row.onHoldUntil) })} />}</Box>} />
      <Col source="receivedAt" label={say('ui.kolom.diterima')} render={(row) => <Box sx={{ whiteSpace: 'nowrap' }}><Moment at={row.receivedAt} /></Box>} />
    </DataTable>
  );
}
