import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import type { DocumentView } from '../../server/domain/contract/documents.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

const DOUBTFUL_BELOW = 60;

/** What the machine read, beside what was typed. It decides nothing: a value is taken over by a click, which is an act like any other. */
export function ReadingPanel({ document }: { document: DocumentView }) {
  const say = useSay();
  const { act, action, pending, reload, show } = useDesk();
  const [problem, setProblem] = useState<ReadError | null>(null);
  const taking = action(ACTS.takeReading);
  const open = taking !== undefined && taking.obstacles.length === 0;
  const reading = document.reading;
  // A file is compared once it has been read: what nobody read was not compared either, and why that is so is said. Tried in vain says nothing about the picture.
  if (!reading || reading.state === 'gagal') return <Box role="status" sx={{ fontSize: '0.8125rem', color: document.underWay ? 'text.secondary' : 'warning.main', my: 0.5 }}>{document.underWay ? say('ui.bacaan.sedang') : document.notCompared ?? say('ui.bacaan.hanya_byte')}</Box>;
  const take = (field: string) => {
    setProblem(null);
    act(ACTS.takeReading, { dokumenId: document.id, isian: field }).catch((error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box component="section" aria-label={say('ui.bacaan.judul')} sx={{ my: 0.5, p: 0.75, borderRadius: 1, bgcolor: 'action.hover', fontSize: '0.8125rem' }}>
      <Box title={say('ui.bacaan.bantuan')} sx={{ fontWeight: 600, color: 'text.secondary', mb: 0.25 }}>{say('ui.bacaan.judul')}
        {reading.page > 1 && <Button size="small" onClick={() => { show(document.id, reading.page); }} sx={{ minHeight: 0, py: 0, ml: 0.75 }}>{say('ui.bacaan.dari_halaman', { n: reading.page })}</Button>}
      </Box>
      {reading.otherKind && <Box sx={{ color: 'warning.main', fontWeight: 600 }}>{say('ui.bacaan.jenis_lain', { jenis: reading.otherKind })}</Box>}
      {reading.rows.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.bacaan.tidak_terbaca')}</Box>}
      {reading.rows.length > 0 && (
        <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', '& td, & th': { textAlign: 'left', py: 0.25, pr: 1, verticalAlign: 'top', fontWeight: 400 } }}>
          <tbody>
            {reading.rows.map((row) => (
              <tr key={row.field}>
                <Box component="th" scope="row" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{row.label}</Box>
                <Box component="td" className="tabular" sx={{ fontWeight: '600 !important', overflowWrap: 'anywhere' }}>{row.read}
                  <Box component="span" title={say('ui.bacaan.keyakinan', { n: row.confidence })} sx={{ display: 'inline-block', whiteSpace: 'nowrap', fontWeight: 400, color: row.confidence < DOUBTFUL_BELOW ? 'warning.main' : 'text.secondary', ml: 0.75 }}>{row.confidence}%{row.confidence < DOUBTFUL_BELOW ? ` ${say('ui.bacaan.ragu')}` : ''}</Box>
                </Box>
                <td>
                  {row.same === true && <Chip size="small" color="success" variant="outlined" label={`= ${say('ui.bacaan.sama')}`} />}
                  {row.same === false && <Chip size="small" color="warning" label={`≠ ${say('ui.bacaan.beda')}`} />}
                  {row.same === false && <Box component="span" className="tabular" sx={{ ml: 0.75 }}>{say('ui.bacaan.diisi')}: {row.typed}{row.difference ? ` – ${row.difference}` : ''}</Box>}
                </td>
                <Box component="td" sx={{ textAlign: 'right !important', pr: '0 !important' }}>
                  {row.takeable && open && <Button size="small" disabled={pending !== null} aria-label={`${say('ui.bacaan.pakai')}: ${row.label}`} onClick={() => { take(row.field); }} sx={{ minHeight: 0, py: 0 }}>{say('ui.bacaan.pakai')}</Button>}
                </Box>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
      {document.underWay && !document.drawing && <Box role="status" sx={{ color: 'text.secondary', mt: 0.5 }}>{say('ui.bacaan.membandingkan')}</Box>}
      {!document.underWay && document.notCompared && <Box role="status" sx={{ color: 'warning.main', mt: 0.5 }}>{document.notCompared}</Box>}
      {reading.extent && <Box sx={{ color: 'text.secondary', mt: 0.5 }}>{reading.extent}</Box>}
      {reading.notes.map((note) => <Alert key={note.message} severity={note.level === 'galat' ? 'error' : 'warning'} sx={{ mt: 0.5, py: 0, '& .MuiAlert-message': { py: 0.5 } }}><strong>{say(`ui.bacaan.${note.level}`)}:</strong> {note.message}</Alert>)}
      <ProblemNote problem={problem} known={[]} onReload={reload} />
    </Box>
  );
}
