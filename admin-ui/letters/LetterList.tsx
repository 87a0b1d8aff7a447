import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { DataTable } from 'react-admin';
import type { z } from 'zod';
import type { letterListItem } from '../../server/domain/contract/letters.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Moment } from '../fields/Moment.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay } from '../provider/use-say.ts';

const Col = DataTable.Col<z.output<typeof letterListItem>>;

/** Letters issued, the numbered ones with their paper. */
export function LetterList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.letters')} sort={{ field: 'issuedAt', order: 'DESC' }} filterDefault={{ numbered: true }} empty={say('ui.surat.kosong')}
      tabs={<FilterTabs name="numbered" choices={[[true, say('ui.surat.bernomor')], [undefined, say('ui.saringan.semua')]]} />}>
      <Col source="number" label={say('ui.kolom.nomor_surat')} render={(letter) => <span className="tabular">{letter.number ?? '–'}</span>} />
      <Col source="kind" label={say('ui.kolom.jenis')} render={(letter) => letter.kindLabel} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(letter) => <CaseLink id={letter.caseId} number={letter.caseNumber} />} />
      <Col source="issuedAt" label={say('ui.kolom.terbit')} render={(letter) => <><Moment at={letter.issuedAt} />{letter.issuedBy ? ` · ${letter.issuedBy}` : ''}</>} />
      <Col source="state" label={say('ui.kolom.keadaan')} render={(letter) => <Chip variant="outlined" color={letter.state === 'berlaku' ? 'success' : 'default'} label={letter.stateLabel} />} />
      <Col label="PDF" disableSort render={(letter) => (letter.hasPdf ? <Link href={`/api/letters/${letter.id}/pdf`} target="_blank" rel="noreferrer">{say('ui.surat.buka_pdf')}</Link> : null)} />
    </RowList>
  );
}
