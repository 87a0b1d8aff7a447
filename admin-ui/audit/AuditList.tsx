import { useEffect, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DataTable, useDataProvider, useListContext } from 'react-admin';
import { AUDIT_EVENTS } from '../../server/domain/audit-events.ts';
import type { CaseListItem } from '../../server/domain/contract/cases.ts';
import type { AccountItem } from '../../server/domain/contract/users.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { useSettled } from '../cases/acts/use-settled.ts';
import { DayField } from '../fields/DayField.tsx';
import { Moment, useZone } from '../fields/Moment.tsx';
import { officeDay, toIsoWithOffset } from '../fields/office-time.ts';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { ChoiceFilter } from '../layout/ChoiceFilter.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useFilters } from '../layout/use-filters.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

interface AuditEvent { id: number; at: string; event: string; actorKind: string; actorId: string | null; actorName: string | null; caseId: string | null; caseNumber: string | null; ref: string | null; refLabel: string | null; requestId: string | null; detail: Record<string, unknown>; about: string[] }
const Col = DataTable.Col<AuditEvent>;
const HOUR = 3_600_000;
const PAUSE_MS = 300;

/** Who looked at, decided, downloaded or was refused what. It can be read, never changed. */
export function AuditList() {
  const say = useSay();
  const sayValue = useSayValue();
  const events = AUDIT_EVENTS.map((id) => ({ id, label: sayValue('ui.peristiwa', id) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <RowList title={say('ui.menu.audit-events')} sort={{ field: 'at', order: 'DESC' }} perPage={50} actions={<><PersonFilter /><PeriodFilter /><ChoiceFilter name="event" label={say('ui.jejak.peristiwa')} choices={events} width={240} /></>} above={<><BackwardsPeriod /><OneCase /></>}>
      <Col source="at" label={say('ui.kolom.waktu')} render={(row) => <Moment at={row.at} shown="detik" />} />
      <Col label={say('ui.jejak.peristiwa')} disableSort render={(row) => <span title={row.event}>{sayValue('ui.peristiwa', row.event)}</span>} />
      <Col label={say('ui.jejak.siapa')} disableSort render={(row) => row.actorName ?? sayValue('ui.pelaku', row.actorKind)} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Col label={say('ui.jejak.acuan')} disableSort render={(row) => <Box title={row.ref ?? ''} sx={{ maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.refLabel ?? '–'}</Box>} />
      <Col label={say('ui.jejak.rincian')} disableSort render={(row) => <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', maxWidth: 300, overflowWrap: 'anywhere' }}>{row.about.join(' · ')}</Box>} />
    </RowList>
  );
}

/** Also whoever has left, or acted here from another office: what he did stays. As many as one look brings; the others are found by typing. */
function PersonFilter() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data: rows, isPending } = useListContext<AuditEvent>();
  const { actorId } = useFilters().filters;
  const [words, setWords] = useState('');
  const sought = useSettled(words.trim(), PAUSE_MS);
  const accounts = useQuery({
    queryKey: ['akun-jejak', sought], placeholderData: keepPreviousData, staleTime: 60_000,
    queryFn: async () => (await provider.getList<AccountItem>('users', { pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' }, filter: sought ? { name: sought } : {} })).data,
  });
  const chosen = useQuery({
    queryKey: ['akun-jejak', 'satu', actorId], enabled: typeof actorId === 'string', staleTime: 60_000,
    queryFn: async () => (await provider.getMany<AccountItem>('users', { ids: [String(actorId)] })).data[0] ?? null,
  });
  const named = ({ id, name, active }: AccountItem) => ({ id, label: active ? name : `${name} (${say('ui.pengawasan.nonaktif')})` });
  const people = (accounts.data ?? []).map(named);
  const inForce = typeof actorId !== 'string' || people.some(({ id }) => id === actorId) ? []
    : chosen.data ? [named(chosen.data)]
    : [{ id: actorId, label: rows?.find((row) => row.actorId === actorId)?.actorName ?? (chosen.isPending || isPending ? '…' : say('ui.jejak.orang_luar')) }];
  return accounts.error ? <Box role="alert" sx={{ color: 'error.main', fontSize: '0.8125rem' }}>{readError(accounts.error).message}</Box>
    : <ChoiceFilter name="actorId" label={say('ui.jejak.siapa')} choices={[...people, ...inForce]} width={220} onSearch={setWords} />;
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

/** An empty list alone would say that nobody did anything. */
function BackwardsPeriod() {
  const say = useSay();
  const { from, before } = useFilters().filters;
  if (typeof from !== 'string' || typeof before !== 'string' || Date.parse(from) < Date.parse(before)) return null;
  return <Alert severity="warning" sx={{ mb: 1, flexShrink: 0 }}>{say('ui.jejak.terbalik')}</Alert>;
}

/** Whoever comes from a case sees its trail, and that it is only that; pressed, it is the whole one again. */
function OneCase() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const { data: rows } = useListContext<AuditEvent>();
  const { filters, setFilters } = useFilters();
  const { caseId, ...others } = filters;
  const shown = rows?.find((row) => row.caseId === caseId)?.caseNumber;
  // No row may be left of it: nothing was done to the case in those days, or not by that person.
  const asked = useQuery({
    queryKey: ['jejak-berkas', caseId], enabled: typeof caseId === 'string' && rows !== undefined && !shown && me !== undefined && mayCall(me.roles, 'GET /api/cases'), staleTime: Infinity,
    queryFn: async () => (await provider.getMany<CaseListItem>('cases', { ids: [String(caseId)] })).data[0]?.number ?? null,
  });
  if (typeof caseId !== 'string') return null;
  const number = shown ?? asked.data;
  const drop = () => { setFilters(others); };
  return <Box sx={{ mb: 1, flexShrink: 0 }}><Chip label={number ? say('ui.jejak.satu_berkas', { nomor: number }) : say('ui.jejak.satu_berkas_saja')} title={say('ui.saringan.lepas')} onClick={drop} onDelete={drop} /></Box>;
}
