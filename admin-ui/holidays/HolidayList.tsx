import { DataTable } from 'react-admin';
import { Day } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';

interface Holiday { id: string; date: string; name: string; kind: string; basis: string; own: boolean }
const Col = DataTable.Col<Holiday>;

export function HolidayList() {
  const say = useSay();
  const sayValue = useSayValue();
  return (
    <RowList title={say('ui.menu.holidays')} sort={{ field: 'date', order: 'DESC' }} perPage={50}>
      <Col source="date" label={say('ui.kolom.tanggal')} render={(holiday) => <Day day={holiday.date} />} />
      <Col label={say('ui.kolom.nama')} disableSort render={(holiday) => holiday.name} />
      <Col label={say('ui.kolom.jenis')} disableSort render={(holiday) => sayValue('ui.libur', holiday.kind)} />
      <Col label={say('ui.libur.dasar')} disableSort render={(holiday) => holiday.basis} />
      <Col label={say('ui.libur.berlaku')} disableSort render={(holiday) => say(holiday.own ? 'ui.libur.kantor' : 'ui.libur.nasional')} />
    </RowList>
  );
}
