import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { DataTable } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { ArchiveFileItem } from '../../server/domain/contract/archive.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay } from '../provider/use-say.ts';

const Col = DataTable.Col<ArchiveFileItem>;

/** Daftar berkas: what is filed, how long it is kept, and whether it is still whole. */
export function ArchiveList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.archive-files')} sort={{ field: 'filedAt', order: 'DESC' }} empty={say('ui.arsip.kosong')}>
      <Col source="number" label={say('ui.kolom.nomor_arsip')} render={(row) => <Link component={RouterLink} to={`/archive-files/${row.id}/show`} sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{row.number}</Link>} />
      <Col source="classificationCode" label={say('ui.kolom.kode')} render={(row) => <span className="tabular">{row.classificationCode}</span>} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Col source="outcome" label={say('ui.kolom.hasil')} render={(row) => row.outcomeLabel} />
      <Col source="filedAt" label={say('ui.kolom.diarsipkan')} render={(row) => <Moment at={row.filedAt} />} />
      <Col source="activeUntil" label={say('ui.arsip.aktif_sampai')} render={(row) => <Day day={row.activeUntil} />} />
      <Col source="inactiveUntil" label={say('ui.arsip.inaktif_sampai')} render={(row) => <Day day={row.inactiveUntil} />} />
      <Col label={say('ui.kolom.keadaan')} disableSort render={(row) => <Chip variant="outlined" color={row.intact === false ? 'error' : row.sealedAt ? 'success' : 'default'} label={say(row.intact === false ? 'ui.arsip.rusak' : row.sealedAt ? 'ui.arsip.utuh' : 'ui.arsip.sedang_disegel')} />} />
    </RowList>
  );
}
