import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { DataTable, useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { FailedEffect } from '../../server/domain/contract/operations.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Moment } from '../fields/Moment.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { EffectRetries } from './EffectRetries.tsx';
import { MailHoldNote } from './MailHoldNote.tsx';

const ALWAYS = () => true;
const Col = DataTable.Col<FailedEffect>;

/** Background work that failed for good or is held: why, and "coba lagi". */
export function FailedEffectList() {
  const say = useSay();
  return (
    <RowList
      title={say('ui.menu.failed-effects')} sort={{ field: 'createdAt', order: 'DESC' }} empty={say('ui.efek.kosong')}
      tabs={<FilterTabs name="held" choices={[[undefined, say('ui.saringan.semua')], [false, say('ui.efek.gagal')], [true, say('ui.efek.ditahan')]]} />}
      above={<><Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.efek.penjelasan')}</Box><MailHoldNote /><EffectRetries /></>}
      selectable={ALWAYS}
    >
      <Col source="at" label={say('ui.efek.berhenti')} render={(row) => <Moment at={row.at} />} />
      <Col source="effect" label={say('ui.efek.pekerjaan')} render={(row) => <Box sx={{ whiteSpace: 'nowrap' }}>{row.effectLabel}</Box>} />
      <Col label={say('ui.kolom.nomor')} disableSort render={(row) => <CaseLink id={row.caseId} number={row.caseNumber} />} />
      <Col label={say('ui.kolom.keadaan')} disableSort render={(row) => <Chip size="small" variant="outlined" color={row.state === 'gagal' ? 'error' : 'warning'} label={row.stateLabel} />} />
      <Col label={say('ui.efek.sebab')} disableSort render={(row) => <Box sx={{ fontSize: '0.8125rem', maxWidth: 460, textWrap: 'balance' }}>{row.reason}</Box>} />
      <Col {...NUMBER} source="attempts" label={say('ui.kolom.percobaan')} render={(row) => <Count n={row.attempts} />} />
      <Col label="" disableSort align="right" render={(row) => <Retry row={row} />} />
    </RowList>
  );
}

function Retry({ row }: { row: FailedEffect }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const [busy, setBusy] = useState(false);
  const send = () => {
    setBusy(true);
    provider.retryEffect(row.id).then(() => { notify(say('ui.efek.dijalankan'), { type: 'success' }); }, (error: unknown) => { notify(readError(error).message, { type: 'error' }); })
      .finally(() => { setBusy(false); refresh(); });
  };
  return <Button loading={busy} onClick={send} aria-label={`${say(row.state === 'gagal' ? 'ui.efek.coba_lagi' : 'ui.efek.lanjutkan')}: ${row.effectLabel} ${row.caseNumber ?? ''}`}>{say(row.state === 'gagal' ? 'ui.efek.coba_lagi' : 'ui.efek.lanjutkan')}</Button>;
}
