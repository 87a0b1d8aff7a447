import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { DataTable } from 'react-admin';
import type { BlacklistEntryItem } from '../../server/domain/contract/checks.ts';
import { Day } from '../fields/Moment.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay } from '../provider/use-say.ts';
import { EntrySearch } from './EntrySearch.tsx';

const Col = DataTable.Col<BlacklistEntryItem>;

/** The list in force (or the version one came from), entry by entry. */
export function BlacklistEntryList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.blacklist-entries')} sort={{ field: 'name', order: 'ASC' }} empty={say('ui.impor.kosong')}
      tabs={<FilterTabs name="status" choices={[[undefined, say('ui.saringan.semua')], ['PUBLISHED', say('ui.daftar_hitam.tayang')], ['EXPIRED', say('ui.daftar_hitam.habis')]]} />}
      actions={<EntrySearch />}>
      <Col source="name" label={say('ui.kolom.nama')} render={(row) => row.name} />
      <Col label="NPWP" disableSort render={(row) => <span className="tabular">{row.npwp ?? '–'}{row.nib && <Box>NIB {row.nib}</Box>}</span>} />
      <Col label={say('ui.kolom.wilayah')} disableSort render={(row) => [row.regency, row.province].filter(Boolean).join(', ')} />
      <Col label={say('ui.kolom.nomor_sk')} disableSort render={(row) => <Box sx={{ maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }} title={`${row.skNumber} · ${row.agency} · ${row.violation}`}>{row.skNumber}</Box>} />
      <Col source="status" label={say('ui.daftar_hitam.keadaan')} render={(row) => <Chip variant="outlined" color={row.status === 'PUBLISHED' ? 'error' : 'default'} label={row.statusLabel} />} />
      <Col source="startsOn" label={say('ui.kolom.mulai')} render={(row) => <Day day={row.startsOn} />} />
      <Col source="endsOn" label={say('ui.kolom.selesai')} render={(row) => <Day day={row.endsOn} />} />
    </RowList>
  );
}
