import { DataTable } from 'react-admin';
import { RowList } from '../layout/RowList.tsx';
import { zoneName } from '../fields/office-time.ts';
import { useSay } from '../provider/use-say.ts';

interface Office { id: string; code: string; name: string; zone: string; open: boolean }
const Col = DataTable.Col<Office>;

export function OfficeList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.offices')} sort={{ field: 'name', order: 'ASC' }}>
      <Col source="code" label={say('ui.kolom.kode')} render={(office) => office.code} />
      <Col source="name" label={say('ui.kolom.nama')} render={(office) => office.name} />
      <Col label={say('ui.kolom.zona')} disableSort render={(office) => `${zoneName(office.zone)} (${office.zone})`} />
      <Col label={say('ui.kolom.keadaan')} disableSort render={(office) => say(office.open ? 'ui.kantor.menerima' : 'ui.kantor.tutup')} />
    </RowList>
  );
}
