import Box from '@mui/material/Box';
import { DataTable } from 'react-admin';
import { AUDIT_EVENTS } from '../../server/domain/audit-events.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Moment } from '../fields/Moment.tsx';
import { ChoiceFilter } from '../layout/ChoiceFilter.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';

interface AuditEvent { id: number; at: string; event: string; actorKind: string; actorName: string | null; caseId: string | null; caseNumber: string | null; ref: string | null; refLabel: string | null; requestId: string | null; detail: Record<string, unknown>; about: string[] }
const Col = DataTable.Col<AuditEvent>;

/** Who looked at, decided, downloaded or was refused what. It can be read, never changed. */
export function AuditList() {
  const say = useSay();
  const sayValue = useSayValue();
  const events = AUDIT_EVENTS.map((id) => ({ id, label: sayValue('ui.peristiwa', id) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <RowList title={say('ui.menu.audit-events')} sort={{ field: 'id', order: 'DESC' }} perPage={50} actions={<ChoiceFilter name="event" label={say('ui.jejak.peristiwa')} choices={events} />}>
      <Col source="at" label={say('ui.kolom.waktu')} render={(row) => <Moment at={row.at} shown="detik" />} />
      <Col label={say('ui.jejak.peristiwa')} disableSort render={(row) => <span title={row.event}>{sayValue('ui.peristiwa', row.event)}</span>} />
      <Col label={say('ui.jejak.siapa')} disableSort render={(row) => row.actorName ?? sayValue('ui.pelaku', row.actorKind)} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Col label={say('ui.jejak.acuan')} disableSort render={(row) => <Box title={row.ref ?? ''} sx={{ maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.refLabel ?? '–'}</Box>} />
      <Col label={say('ui.jejak.rincian')} disableSort render={(row) => <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', maxWidth: 300, overflowWrap: 'anywhere' }}>{row.about.join(' · ')}</Box>} />
    </RowList>
  );
}
