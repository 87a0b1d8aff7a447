import Box from '@mui/material/Box';
import { DataTable } from 'react-admin';
import type { ProviderItem } from '../../server/domain/contract/checks.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';

const Col = DataTable.Col<ProviderItem>;

/** Suppliers known at some LPSE; what belongs to another office is masked. */
export function ProviderList() {
  const say = useSay();
  const sayValue = useSayValue();
  return (
    <RowList title={say('ui.menu.providers')} sort={{ field: 'since', order: 'DESC' }} empty={say('ui.penyedia.kosong')}>
      <Col label={say('ui.kolom.nama')} disableSort render={(row) => row.name} />
      <Col source="lpse" label="LPSE" render={(row) => row.lpse} />
      <Col label={sayValue('isian', 'user_id_spse')} disableSort render={(row) => row.userIdSpse} />
      <Col label="NIK" disableSort render={(row) => <span className="tabular">{row.nik ?? '–'}</span>} />
      <Col label="NPWP" disableSort render={(row) => <span className="tabular">{row.npwp ?? '–'}{row.nib && <Box>NIB {row.nib}</Box>}</span>} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Col source="since" label={say('ui.kolom.sejak')} render={(row) => <Moment at={row.since} shown="singkat" />} />
    </RowList>
  );
}
