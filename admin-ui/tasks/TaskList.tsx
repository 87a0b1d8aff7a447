import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { DataTable } from 'react-admin';
import type { TaskItem } from '../../server/domain/contract/tasks.ts';
import { Link as RouterLink } from 'react-router-dom';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Moment } from '../fields/Moment.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay } from '../provider/use-say.ts';
import { ListExport } from '../supervision/ExportButtons.tsx';
import { ProofList } from './ProofList.tsx';

const Col = DataTable.Col<TaskItem>;
/** Done where its hit is judged. */
const STANDING_HIT = 'temuan_pemantauan';

export function TaskList() {
  const say = useSay();
  return (
    <RowList
      title={say('ui.menu.tasks')} sort={{ field: 'dueAt', order: 'ASC' }} actions={<ListExport />} filterDefault={{ state: 'terbuka' }} empty={say('ui.tugas.kosong')}
      tabs={<Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}><FilterTabs name="state" choices={[['terbuka', say('ui.tugas.terbuka')], ['selesai', say('ui.tugas.selesai')], [undefined, say('ui.saringan.semua')]]} /><FilterTabs name="spse" choices={[[undefined, say('ui.tugas.semua_jenis')], [true, say('ui.tugas.spse')], [false, say('ui.tugas.lain')]]} /></Box>}
    >
      <Col label={say('ui.kolom.nomor')} disableSort render={(task) => <CaseLink id={task.caseId} number={task.caseNumber} />} />
      <Col label={say('ui.kolom.tugas')} disableSort render={(task) => (task.kind === STANDING_HIT ? <Link component={RouterLink} to="/standing-hits">{task.kindLabel}</Link> : task.kindLabel)} />
      <Col source="dueAt" label={say('ui.kolom.tenggat')} render={(task) => (task.overdue ? <Chip color="error" variant="outlined" label={<><Moment at={task.dueAt} /> · {say('ui.tugas.lewat')}</>} /> : <><Moment at={task.dueAt} />{task.dueProvisional && ` (${say('ui.tenggat.sementara')})`}</>)} />
      <Col source="openedAt" label={say('ui.kolom.dibuka')} render={(task) => <><Moment at={task.openedAt} /> · {task.openedByName ?? '–'}</>} />
      <Col label={say('ui.kolom.ditujukan')} disableSort render={(task) => task.meantForName ?? task.actorLabel} />
      <Col source="state" label={say('ui.kolom.keadaan')} render={(task) => (task.state === 'selesai' ? <ProofList proof={task.proof} schema={task.proofSchema} /> : say('ui.tugas.terbuka'))} />
    </RowList>
  );
}
