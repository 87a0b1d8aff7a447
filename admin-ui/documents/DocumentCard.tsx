import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import type { CaseView } from '../../server/domain/contract/cases.ts';
import { pairOf, useDesk } from '../cases/case-page/case-context.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { CheckRow, JudgedRow } from './CheckRow.tsx';
import { ReadingPanel } from './ReadingPanel.tsx';
import { LackNote } from './LackNote.tsx';
import { TwinCards } from './TwinCards.tsx';

/** A document with the checks of this place; those of other places are shown as they were judged. */
export function DocumentCard({ kind, number }: { kind: CaseView['documentKinds'][number]; number: number }) {
  const say = useSay();
  const sayValue = useSayValue();
  const desk = useDesk();
  const { view, documents, documentsKnown, shown, show } = desk;
  const document = documents.find((row) => row.kind === kind.kind && row.current);
  const missing = documentsKnown && !document;
  const here = kind.checks.filter((check) => check.at === view.place);
  const elsewhere = kind.checks.filter((check) => check.at !== view.place).flatMap((check) => {
    const verdict = document?.verdicts.find((each) => each.check === check.id);
    return verdict ? [{ ...check, verdict }] : [];
  });
  const active = document !== undefined && shown === document.id;
  // Two that stand beside each other stay so, wherever one judges: one of them beside some third would be compared by mistake.
  const look = () => { if (document && !active && !pairOf(desk)) show(document.id); };
  const judged = here.filter((check) => document?.verdicts.some((each) => each.check === check.id && !each.stale)).length;
  return (
    <Paper
      variant="outlined" component="section" aria-label={kind.label} data-ref={document?.id ?? `dokumen-${kind.kind}`} tabIndex={-1}
      onFocusCapture={look} onClick={look}
      sx={{ p: 1.25, mb: 1, overflowWrap: 'anywhere', ...(active ? { borderColor: 'primary.main', boxShadow: (theme) => `inset 3px 0 0 ${theme.palette.primary.main}` } : {}) }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, rowGap: 0.25, alignItems: 'center', mb: 0.25 }}>
        <Box component="kbd" sx={{ fontFamily: 'inherit', fontSize: 12, fontWeight: 600, border: 1, borderColor: 'divider', borderRadius: 0.75, px: 0.6, color: 'text.secondary' }}>{number}</Box>
        <Box component="h2" sx={{ typography: 'h3', m: 0, minWidth: 0 }}>{kind.label}</Box>
        {document && document.version > 1 && document.round === view.round && <Chip color="success" variant="outlined" label={say('ui.dokumen.sudah_diperbaiki', { n: document.version })} />}
        {document && document.scanState !== 'bersih' && <Chip variant="outlined" color={['ditahan', 'terinfeksi'].includes(document.scanState) ? 'error' : 'default'} label={sayValue('nilai', document.scanState)} />}
        <Box sx={{ flex: 1 }} />
        {here.length > 0 && document && <Box className="tabular" sx={{ fontSize: '0.8125rem', color: judged === here.length ? 'success.main' : 'text.secondary', fontWeight: 600 }}>{say('ui.dokumen.dinilai', { n: judged, dari: here.length })}</Box>}
      </Box>
      {kind.help && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{kind.help}</Box>}
      {kind.validMonths && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.dokumen.paling_tua', { n: kind.validMonths })}</Box>}
      {missing && !kind.lackReason && <Box sx={{ color: kind.required ? 'warning.main' : 'text.secondary', fontSize: '0.875rem' }}>{say(kind.required ? 'ui.dokumen.belum_ada' : 'ui.dokumen.tidak_wajib')}</Box>}
      {missing && kind.mayLack && <LackNote kind={kind} />}
      {document?.gaps.map((gap) => <Box key={gap} role="note" sx={{ color: 'warning.main', fontSize: '0.875rem', fontWeight: 700 }}>{gap}</Box>)}
      {document?.warnings.map((warning) => <Box key={warning} sx={{ color: 'warning.main', fontSize: '0.8125rem' }}>{warning}</Box>)}
      {document && <TwinCards documentId={document.id} page={document.reading?.page ?? 1} />}
      {document && <ReadingPanel document={document} />}
      {document && here.map((check) => <CheckRow key={check.id} document={document} check={check} />)}
      {elsewhere.map(({ id, label, verdict }) => <JudgedRow key={id} label={label} verdict={verdict} />)}
    </Paper>
  );
}
