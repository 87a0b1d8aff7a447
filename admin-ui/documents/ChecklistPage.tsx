import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Loading, useDataProvider, useNotify } from 'react-admin';
import type { ChecklistItem } from '../../server/domain/contract/documents.ts';
import { Day } from '../fields/Moment.tsx';
import { useNow } from '../fields/use-now.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

type Docs = ChecklistItem['docs'];
type Doc = Docs[number];
const FORMS = ['scan', 'asli', 'salinan'] as const;

/** What the office asks for and checks, per procedure; each change is a version with the day it begins. */
export function ChecklistPage() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const lists = useQuery({ queryKey: ['checklists'], queryFn: () => provider.checklists() });
  const mayEdit = me !== undefined && mayCall(me.roles, 'POST /api/checklists');
  return (
    <Box>
      <PageHead title={say('ui.menu.checklists')} />
      <Box sx={{ color: 'text.secondary', mb: 1, maxWidth: 900 }}>{say('ui.daftar_dokumen.penjelasan')}</Box>
      {!mayEdit && me && <Alert severity="info" sx={{ mb: 1 }}>{say('ui.daftar_dokumen.hanya_lihat')}</Alert>}
      {lists.error && <ProblemNote problem={readError(lists.error)} />}
      {lists.isPending && <Loading />}
      {lists.data?.map((item) => <Checklist key={`${item.id}:${item.versions[0]?.version ?? 0}`} item={item} mayEdit={mayEdit} />)}
    </Box>
  );
}

function Checklist({ item, mayEdit }: { item: ChecklistItem; mayEdit: boolean }) {
  const say = useSay();
  const sayValue = useSayValue();
  const notify = useNotify();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const today = useNow().toISOString().slice(0, 10);
  const [docs, setDocs] = useState<Docs>(item.docs);
  const [validFrom, setValidFrom] = useState(today);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const change = (kind: string, more: Partial<Doc>) => { setDocs(docs.map((doc) => (doc.kind === kind ? { ...doc, ...more } : doc))); };
  const place = (doc: Doc, check: string, at: string) => { change(doc.kind, { checks: [...doc.checks.filter(({ id }) => id !== check), ...(at ? [{ id: check, at }] : [])] }); };
  const save = () => {
    setBusy(true);
    setProblem(null);
    provider.saveChecklist({ procedure: item.id, validFrom, docs }).then(({ version }) => {
      notify(say('ui.daftar_dokumen.tersimpan', { n: version }), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['checklists'] });
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  return (
    <Box component="section" aria-label={item.procedureLabel} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', p: 1.5, mb: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', mb: 1 }}>
        <Box component="h2" sx={{ typography: 'h2', m: 0 }}>{item.procedureLabel}</Box>
        <Box sx={{ color: 'text.secondary' }}>{item.inForce === null ? say('ui.daftar_dokumen.bawaan') : say('ui.daftar_dokumen.berlaku', { n: item.inForce })}</Box>
      </Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" sx={{ '& td': { height: 'auto', verticalAlign: 'middle' } }}>
          <TableHead><TableRow>
            <TableCell>{say('ui.daftar_dokumen.dokumen')}</TableCell><TableCell>{say('ui.daftar_dokumen.wajib')}</TableCell><TableCell>{say('ui.daftar_dokumen.boleh_tidak_punya')}</TableCell>
            <TableCell>{say('ui.daftar_dokumen.bentuk')}</TableCell><TableCell>{say('ui.daftar_dokumen.batas')}</TableCell>
            {item.checks.map((check) => <TableCell key={check.id}>{check.label}</TableCell>)}
          </TableRow></TableHead>
          <TableBody>
            {docs.map((doc) => {
              const name = item.labels[doc.kind] ?? doc.kind;
              const wrong = problem?.errors?.[`docs.${doc.kind}`];
              return (
                <TableRow key={doc.kind}>
                  <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>{name}{wrong && <Box role="alert" sx={{ color: 'error.main', fontWeight: 400, fontSize: '0.8125rem' }}>{wrong}</Box>}</TableCell>
                  <TableCell><Switch size="small" disabled={!mayEdit} checked={doc.required} onChange={(_event, required) => { change(doc.kind, { required }); }} slotProps={{ input: { 'aria-label': `${name}: ${say('ui.daftar_dokumen.wajib')}` } }} /></TableCell>
                  <TableCell><Switch size="small" disabled={!mayEdit} checked={doc.mayLack} onChange={(_event, mayLack) => { change(doc.kind, { mayLack }); }} slotProps={{ input: { 'aria-label': `${name}: ${say('ui.daftar_dokumen.boleh_tidak_punya')}` } }} /></TableCell>
                  <TableCell><TextField select size="small" disabled={!mayEdit} value={doc.forms} onChange={(event) => { const forms = event.target.value as unknown as Doc['forms']; if (forms.length > 0) change(doc.kind, { forms }); }} slotProps={{ select: { multiple: true, SelectDisplayProps: { 'aria-label': `${name}: ${say('ui.daftar_dokumen.bentuk')}` } } }} sx={{ minWidth: 90 }}>{FORMS.map((form) => <MenuItem key={form} value={form}>{sayValue('nilai', form)}</MenuItem>)}</TextField></TableCell>
                  <TableCell><TextField size="small" type="number" disabled={!mayEdit} value={doc.maxMegabytes ?? ''} onChange={(event) => { change(doc.kind, { maxMegabytes: event.target.value === '' ? null : Number(event.target.value) }); }} slotProps={{ htmlInput: { min: 0.1, max: 100, step: 0.1, 'aria-label': `${name}: ${say('ui.daftar_dokumen.batas')}` } }} sx={{ width: 76 }} /></TableCell>
                  {item.checks.map((check) => (
                    <TableCell key={check.id}>
                      <TextField select size="small" disabled={!mayEdit} value={doc.checks.find(({ id }) => id === check.id)?.at ?? ''} onChange={(event) => { place(doc, check.id, event.target.value); }} slotProps={{ select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': `${name}: ${check.label}` } } }} sx={{ minWidth: 110, '& .MuiSelect-select': { fontSize: '0.8125rem' } }}>
                        <MenuItem value="">{say('ui.daftar_dokumen.tidak_diperiksa')}</MenuItem>
                        {item.places.map((at) => <MenuItem key={at.id} value={at.id}>{at.label}</MenuItem>)}
                      </TextField>
                    </TableCell>
                  ))}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Box>
      {mayEdit && (
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mt: 1.5 }}>
          <TextField size="small" type="date" label={say('ui.daftar_dokumen.mulai')} value={validFrom} error={problem?.errors?.validFrom !== undefined} helperText={problem?.errors?.validFrom} onChange={(event) => { setValidFrom(event.target.value); }} slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: today } }} />
          <Button variant="contained" loading={busy} onClick={save}>{say('ui.daftar_dokumen.simpan')}</Button>
        </Box>
      )}
      <ProblemNote problem={problem} known={['validFrom', ...docs.map(({ kind }) => `docs.${kind}`)]} />
      {item.versions.length > 0 && <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5, fontSize: '0.8125rem', color: 'text.secondary' }}>{item.versions.map((version) => <li key={version.version}>{say('ui.daftar_dokumen.versi', { n: version.version, tanggal: version.validFrom, nama: version.madeByName ?? '–' })} <Day day={version.madeAt.slice(0, 10)} /></li>)}</Box>}
    </Box>
  );
}
