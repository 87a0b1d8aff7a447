import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useQuery } from '@tanstack/react-query';
import { DataTable, useDataProvider, useListContext } from 'react-admin';
import { AUDIT_EVENTS } from '../../server/domain/audit-events.ts';
import type { AccountItem } from '../../server/domain/contract/users.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { DayField } from '../fields/DayField.tsx';
import { Moment, useZone } from '../fields/Moment.tsx';
import { officeDay, toIsoWithOffset } from '../fields/office-time.ts';
import { readError } from '../provider/read-error.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { ChoiceFilter } from '../layout/ChoiceFilter.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useFilters } from '../layout/use-filters.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

interface AuditEvent { id: number; at: string; event: string; actorKind: string; actorName: string | null; caseId: string | null; caseNumber: string | null; ref: string | null; refLabel: string | null; requestId: string | null; detail: Record<string, unknown>; about: string[] }
const Col = DataTable.Col<AuditEvent>;

/** Who looked at, decided, downloaded or was refused what. It can be read, never changed. */
export function AuditList() {
  const say = useSay();
  const sayValue = useSayValue();
  const events = AUDIT_EVENTS.map((id) => ({ id, label: sayValue('ui.peristiwa', id) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <RowList title={say('ui.menu.audit-events')} sort={{ field: 'id', order: 'DESC' }} perPage={50} actions={<><PersonFilter /><PeriodFilter /><ChoiceFilter name="event" label={say('ui.jejak.peristiwa')} choices={events} width={240} /></>} above={<OneCase />}>
      <Col source="at" label={say('ui.kolom.waktu')} render={(row) => <Moment at={row.at} shown="detik" />} />
      <Col label={say('ui.jejak.peristiwa')} disableSort render={(row) => <span title={row.event}>{sayValue('ui.peristiwa', row.event)}</span>} />
      <Col label={say('ui.jejak.siapa')} disableSort render={(row) => row.actorName ?? sayValue('ui.pelaku', row.actorKind)} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Col label={say('ui.jejak.acuan')} disableSort render={(row) => <Box title={row.ref ?? ''} sx={{ maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.refLabel ?? '–'}</Box>} />
      <Col label={say('ui.jejak.rincian')} disableSort render={(row) => <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', maxWidth: 300, overflowWrap: 'anywhere' }}>{row.about.join(' · ')}</Box>} />
    </RowList>
  );
}

/** Also whoever has left: what he did stays. */
function PersonFilter() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data, error } = useQuery({
    queryKey: ['akun-jejak'], queryFn: async () => (await provider.getList<AccountItem>('users', { pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' }, filter: {} })).data, staleTime: 60_000,
  });
  const people = (data ?? []).map(({ id, name, active }) => ({ id, label: active ? name : `${name} (${say('ui.pengawasan.nonaktif')})` }));
  return error ? <Box role="alert" sx={{ color: 'error.main', fontSize: '0.8125rem' }}>{readError(error).message}</Box> : <ChoiceFilter name="actorId" label={say('ui.jejak.siapa')} choices={people} width={220} />;
}

/** Whole days of the office, both included. */
function PeriodFilter() {
  const say = useSay();
  const zone = useZone();
  const { filters, setFilters } = useFilters();
  const midnight = (day: string) => toIsoWithOffset(`${day}T00:00`, zone) ?? undefined;
  const moved = (iso: string, ms: number) => officeDay(new Date(Date.parse(iso) + ms), zone);
  // The second day may be typed before the address tells of the first.
  const latest = useRef(filters);
  useEffect(() => { latest.current = filters; }, [filters]);
  const set = (name: 'from' | 'before', iso: string | undefined) => {
    const { [name]: _was, ...others } = latest.current;
    latest.current = iso === undefined ? others : { ...others, [name]: iso };
    setFilters(latest.current);
  };
  const after = (day: string) => { const start = midnight(day); return start === undefined ? undefined : midnight(moved(start, 36 * HOUR)); };
  return (
    <>
      <DayField label={say('ui.jejak.dari')} value={typeof filters.from === 'string' ? moved(filters.from, 0) : ''} onChange={(day) => { set('from', day ? midnight(day) : undefined); }} sx={{ width: 150 }} />
      <DayField label={say('ui.jejak.sampai')} value={typeof filters.before === 'string' ? moved(filters.before, -HOUR) : ''} onChange={(day) => { set('before', day ? after(day) : undefined); }} sx={{ width: 150 }} />
    </>
  );
}
const HOUR = 3_600_000;

/** Whoever comes from a case sees its trail, and that it is only that; pressed, it is the whole one again. */
function OneCase() {
  const say = useSay();
  const { data } = useListContext<AuditEvent>();
  const { filters, setFilters } = useFilters();
  const { caseId, ...others } = filters;
  if (typeof caseId !== 'string') return null;
  const number = data?.find((row) => row.caseId === caseId)?.caseNumber ?? caseId.slice(0, 8);
  const drop = () => { setFilters(others); };
  return <Box sx={{ mb: 1, flexShrink: 0 }}><Chip label={say('ui.jejak.satu_berkas', { nomor: number })} title={say('ui.saringan.lepas')} onClick={drop} onDelete={drop} /></Box>;
}
