import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import BackIcon from '@mui/icons-material/ArrowBack';
import { DataTable } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { DeviationItem, ExceptionItem, StepVisitItem, StuckCaseItem } from '../../server/domain/contract/supervision.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { NUMBER } from '../fields/Count.tsx';
import { Moment } from '../fields/Moment.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useLocaleTag, useSay } from '../provider/use-say.ts';
import { minutesText } from '../reports/minutes.ts';
import { ListExport } from './ExportButtons.tsx';

/** More of them make a row as tall as a screen; the case itself lists all. */
const MOST_OBSTACLES = 2;
const Stuck = DataTable.Col<StuckCaseItem>;
const Deviation = DataTable.Col<DeviationItem>;
const Exception = DataTable.Col<ExceptionItem>;
const Visit = DataTable.Col<StepVisitItem>;

/** These lists stand in no menu: they are opened from the supervisor's page, and lead back there. */
function Back() {
  const say = useSay();
  const words = say('ui.pengawasan.kembali');
  return <IconButton size="small" component={RouterLink} to="/supervision" aria-label={words} title={words}><BackIcon fontSize="small" /></IconButton>;
}

/** Open cases over their standard, without movement, or with an appointment nobody keeps: whose turn it is, and everything that stands against going on. */
export function StuckCaseList() {
  const say = useSay();
  return (
    <RowList
      title={say('ui.menu.stuck-cases')} note={<Back />} sort={{ field: 'dueAt', order: 'ASC' }} empty={say('ui.pengawasan.tidak_tersendat')} actions={<ListExport />}
      tabs={<FilterTabs name="why" choices={[[undefined, say('ui.saringan.semua')], ['lewat', say('ui.pengawasan.lewat')], ['diam', say('ui.pengawasan.diam')], ['janji', say('ui.pengawasan.janji')], ['pindaian', say('ui.pengawasan.pindaian')], ['banding', say('ui.pengawasan.banding')]]} />}
    >
      <Stuck source="number" label={say('ui.kolom.nomor')} render={(row) => <CaseLink id={row.id} number={row.number} />} />
      <Stuck source="place" label={say('ui.kolom.tempat')} render={(row) => row.placeLabel} />
      <Stuck label={say('ui.pengawasan.giliran')} disableSort render={(row) => <>{row.turnLabel ?? '–'}{row.holderName ? <Box component="span" sx={{ color: 'text.secondary' }}> · {row.holderName}</Box> : null}</>} />
      <Stuck source="dueAt" label={say('ui.kolom.tenggat')} render={(row) => <><Moment at={row.dueAt} />{row.dueProvisional ? ` · ${say('ui.tenggat.sementara')}` : ''}</>} />
      <Stuck source="lastAt" label={say('ui.pengawasan.gerak_terakhir')} render={(row) => <Moment at={row.lastAt} />} />
      <Stuck label={say('ui.pengawasan.mengapa')} disableSort render={(row) => (
        <Box sx={{ maxWidth: 460, textWrap: 'balance' }}>
          <strong>{row.whyLabel}.</strong>{' '}{row.onHoldUntil && <>{say('ui.pengawasan.ditahan')} <Moment at={row.onHoldUntil} />. </>}
          {row.obstacles.length > 0 ? [...new Set(row.obstacles)].slice(0, MOST_OBSTACLES).join(' ') : say('ui.pengawasan.tinggal_dikerjakan')}
          {row.obstacles.length > MOST_OBSTACLES && <> … {say('ui.tindakan.hal_lain', { n: row.obstacles.length - MOST_OBSTACLES })}</>}
        </Box>
      )} />
    </RowList>
  );
}

/** Warning 2 of seed 003: every deviation in equipment, time or output is accounted for. */
export function DeviationList() {
  const say = useSay();
  return (
    <RowList
      title={say('ui.menu.case-deviations')} note={<Back />} sort={{ field: 'at', order: 'DESC' }} empty={say('ui.pengawasan.tanpa_penyimpangan')} actions={<ListExport />}
      tabs={<FilterTabs name="kind" choices={[[undefined, say('ui.saringan.semua')], ['perlengkapan', say('ui.pengawasan.perlengkapan')], ['waktu', say('ui.pengawasan.waktu')], ['output', say('ui.pengawasan.output')]]} />}
    >
      <Deviation source="at" label={say('ui.kolom.waktu')} render={(row) => <Moment at={row.at} />} />
      <Deviation label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Deviation source="kind" label={say('ui.kolom.jenis')} render={(row) => row.kindLabel} />
      <Deviation label={say('ui.pengawasan.langkah')} disableSort render={(row) => row.step ?? '–'} />
      <Deviation label={say('ui.pengawasan.penjelasan_penyimpangan')} disableSort render={(row) => <Box sx={{ maxWidth: 520 }}>{row.explanation}</Box>} />
      <Deviation label={say('ui.pengawasan.dicatat_oleh')} disableSort render={(row) => row.recordedByName ?? '–'} />
    </RowList>
  );
}

/** Exceptions from four eyes, whether they were used, and why they were given. */
export function ExceptionList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.case-exceptions')} note={<Back />} sort={{ field: 'at', order: 'DESC' }} empty={say('ui.pengawasan.tanpa_pengecualian')} actions={<ListExport />}>
      <Exception source="at" label={say('ui.kolom.waktu')} render={(row) => <Moment at={row.at} />} />
      <Exception label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Exception source="action" label={say('ui.pengawasan.tindakan')} render={(row) => row.actionLabel} />
      <Exception label={say('ui.pengawasan.petugas')} disableSort render={(row) => row.personName} />
      <Exception label={say('ui.pengawasan.pemberi')} disableSort render={(row) => row.grantedByName} />
      <Exception label={say('ui.pengawasan.alasan')} disableSort render={(row) => <Box sx={{ maxWidth: 420 }}>{row.reason}</Box>} />
      <Exception label={say('ui.pengawasan.dipakai')} disableSort render={(row) => say(row.used ? 'ui.pengawasan.ya' : 'ui.pengawasan.belum')} />
    </RowList>
  );
}

/** The finished steps behind an officer's figure. */
export function StepVisitList() {
  const say = useSay();
  const locale = useLocaleTag();
  return (
    <RowList title={say('ui.menu.step-visits')} note={<Back />} sort={{ field: 'leftAt', order: 'DESC' }} empty={say('ui.pengawasan.tanpa_langkah')} actions={<ListExport />}>
      <Visit source="leftAt" label={say('ui.pengawasan.selesai_pada')} render={(row) => <Moment at={row.leftAt} />} />
      <Visit label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Visit label={say('ui.pengawasan.langkah')} disableSort render={(row) => <>{row.step} · {row.stepLabel}</>} />
      <Visit label={say('ui.pengawasan.petugas')} disableSort render={(row) => row.officerName ?? '–'} />
      <Visit {...NUMBER} source="workingMinutes" label={say('ui.pengawasan.menit')} render={(row) => minutesText(row.workingMinutes, locale)} />
    </RowList>
  );
}
