import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Loading, useDataProvider, useLocale, useNotify } from 'react-admin';
import type { ChecklistItem } from '../../server/domain/contract/documents.ts';
import { DayField } from '../fields/DayField.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { officeDay } from '../fields/office-time.ts';
import { useNow } from '../fields/use-now.ts';
import { useUnsent } from '../fields/use-unsent.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { NewKind } from './NewKind.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

type Docs = ChecklistItem['docs'];
type Doc = Docs[number];
const FORMS = ['scan', 'asli', 'salinan'] as const;

/** Closed to whoever only reads it, but to be read all the same: the grey of what is switched off is too pale for that. */
const READ_ONLY = {
  '& .MuiInputBase-input.Mui-disabled': { WebkitTextFillColor: 'currentColor', color: 'text.primary' }, '& .MuiInputBase-input.Mui-disabled::placeholder': { WebkitTextFillColor: 'currentColor', color: 'text.secondary', opacity: 1 },
  '&& .MuiInputLabel-root.Mui-disabled, && .MuiFormControlLabel-label.Mui-disabled': { color: 'text.secondary' },
} as const;

/** What the office asks for and checks, per procedure; each change is a version with the day it begins. */
export function ChecklistPage() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const lists = useQuery({ queryKey: ['checklists'], queryFn: () => provider.checklists() });
  const mayEdit = me !== undefined && mayCall(me.roles, 'POST /api/checklists');
  const changed = useRef(new Set<string>());
  useUnsent(useCallback(() => changed.current.size > 0, []));
  return (
    <Box sx={mayEdit ? {} : READ_ONLY}>
      <PageHead title={say('ui.menu.checklists')} />
      <Box sx={{ color: 'text.secondary', mb: 1, maxWidth: 900 }}>{say('ui.daftar_dokumen.penjelasan')}</Box>
      {!mayEdit && me && <Alert severity="info" sx={{ mb: 1 }}>{say('ui.daftar_dokumen.hanya_lihat')}</Alert>}
      {lists.error && <ProblemNote problem={readError(lists.error)} />}
      {lists.isPending && <Loading />}
      {lists.data?.map((item) => <Checklist key={`${item.id}:${item.versions[0]?.version ?? 0}`} item={item} mayEdit={mayEdit} onChanged={(unsent) => { if (unsent) changed.current.add(item.id); else changed.current.delete(item.id); }} />)}
    </Box>
  );
}

function Checklist({ item, mayEdit, onChanged }: { item: ChecklistItem; mayEdit: boolean; onChanged: (unsent: boolean) => void }) {
  const say = useSay();
  const notify = useNotify();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const me = useMe();
  const today = officeDay(useNow(), me?.office.zone ?? 'Asia/Jakarta');
  // One that is to come is what the next change begins with; else it would be lost without a word.
  const coming = item.versions.find((version) => version.validFrom > today);
  const [docs, keepDocs] = useState<Docs>(coming?.docs ?? item.docs);
  const setDocs = (next: Docs) => { onChanged(true); keepDocs(next); };
  const [chosen, setValidFrom] = useState<string | null>(null);
  const validFrom = chosen ?? (coming?.validFrom ?? today);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const change = (kind: string, more: Partial<Doc>) => { setDocs(docs.map((doc) => (doc.kind === kind ? { ...doc, ...more } : doc))); };
  const save = () => {
    setBusy(true);
    setProblem(null);
    provider.saveChecklist({ procedure: item.id, validFrom, docs }).then(({ version }) => {
      onChanged(false);
      notify(say('ui.daftar_dokumen.tersimpan', { n: version }), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['checklists'] });
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  return (
    <Box component="section" aria-label={item.procedureLabel} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', p: 1.5, mb: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', mb: 1 }}>
        <Box component="h2" sx={{ typography: 'h2', m: 0 }}>{item.procedureLabel}</Box>
        <Box sx={{ color: 'text.secondary' }}>{item.inForce === null ? say('ui.daftar_dokumen.bawaan') : say('ui.daftar_dokumen.berlaku', { n: item.inForce })}</Box>
        {coming && <Chip size="small" color="info" variant="outlined" label={<>{say('ui.daftar_dokumen.menyusul', { n: coming.version })} <Day day={coming.validFrom} /></>} />}
      </Box>
      {coming && <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 0.5 }}>{say('ui.daftar_dokumen.menyusul_tampil')}</Box>}
      {docs.map((doc) => <DocumentRules key={doc.kind} doc={doc} item={item} mayEdit={mayEdit} wrong={problem?.errors?.[`docs.${doc.kind}`]} change={(more) => { change(doc.kind, more); }} onRemove={() => { setDocs(docs.filter(({ kind }) => kind !== doc.kind)); }} />)}
      {mayEdit && <NewKind taken={[...Object.keys(item.labels), ...docs.map(({ kind }) => kind), ...item.versions.flatMap((version) => version.docs.map(({ kind }) => kind))]} onAdd={(kind, own) => {
        setDocs([...docs, { kind, own, required: true, mayLack: false, forms: ['scan'], maxMegabytes: null, validMonths: null, checks: item.checks.slice(0, 1).flatMap(({ id }) => item.places.slice(0, 1).map((place) => ({ id, at: place.id }))) }]);
      }} />}
      {mayEdit && (
        <Box component="form" noValidate onSubmit={(event: SubmitEvent) => { event.preventDefault(); save(); }} sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', mt: 1.5, mb: 1 }}>
          <DayField required min={today} label={say('ui.daftar_dokumen.mulai')} value={validFrom} error={problem?.errors?.validFrom !== undefined} helperText={problem?.errors?.validFrom} onChange={setValidFrom} />
          <Button type="submit" variant="contained" loading={busy} sx={{ minHeight: 38 }}>{say('ui.daftar_dokumen.simpan')}</Button>
        </Box>
      )}
      <ProblemNote problem={problem} known={['validFrom', ...docs.map(({ kind }) => `docs.${kind}`)]} />
      {item.versions.length > 0 && <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5, fontSize: '0.8125rem', color: 'text.secondary' }}>{item.versions.map((version) => <li key={version.version}>{say('ui.daftar_dokumen.versi', { n: version.version })} <Day day={version.validFrom} />{say('ui.daftar_dokumen.dibuat', { nama: version.madeByName ?? '–' })} <Moment at={version.madeAt} /></li>)}</Box>}
    </Box>
  );
}

/** One document: whether and in which form it is asked for, and where which check of it is judged. */
function DocumentRules({ doc, item, mayEdit, wrong, change, onRemove }: { doc: Doc; item: ChecklistItem; mayEdit: boolean; wrong: string | undefined; change: (more: Partial<Doc>) => void; onRemove: () => void }) {
  const locale = useLocale() === 'en' ? 'en' : 'id';
  const say = useSay();
  const sayValue = useSayValue();
  const name = doc.own?.name[locale] ?? item.labels[doc.kind] ?? doc.kind;
  const place = (check: string, at: string) => { change({ checks: [...doc.checks.filter(({ id }) => id !== check), ...(at ? [{ id: check, at }] : [])] }); };
  const number = (value: string) => (value === '' ? null : Number(value));
  const small = { size: 'small', disabled: !mayEdit } as const;
  return (
    <Box role="group" aria-label={name} sx={{ borderTop: 1, borderColor: 'divider', py: 1.25, ...(wrong ? { borderLeft: 3, borderLeftColor: 'error.main', pl: 1.25 } : {}) }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 1, alignItems: 'center' }}>
        {/* What an office calls a paper has no end it must keep to. */}
        <Box sx={{ flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' }}>
          <Box component="h3" sx={{ typography: 'h3', m: 0 }}>{name}</Box>
          {doc.own && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.daftar_dokumen.jenis_kantor')}{doc.own.help && ` · ${doc.own.help[locale]}`}</Box>}
        </Box>
        <FormControlLabel sx={{ m: 0, gap: 0.5 }} control={<Switch {...small} checked={doc.required} onChange={(_event, required) => { change(required ? { required } : { required, mayLack: false }); }} />} label={say('ui.daftar_dokumen.wajib')} />
        <FormControlLabel sx={{ m: 0, gap: 0.5 }} title={doc.required ? undefined : say('ui.daftar_dokumen.boleh_bila_wajib')} control={<Switch {...small} disabled={!mayEdit || (!doc.required && !doc.mayLack)} checked={doc.mayLack} onChange={(_event, mayLack) => { change({ mayLack }); }} />} label={say('ui.daftar_dokumen.boleh_tidak_punya')} />
        <TextField {...small} select label={say('ui.daftar_dokumen.bentuk')} value={doc.forms} onChange={(event) => { const forms = event.target.value as unknown as Doc['forms']; if (forms.length > 0) change({ forms }); }} slotProps={{ select: { multiple: true } }} sx={{ width: 150 }}>
          {FORMS.map((form) => <MenuItem key={form} value={form}>{sayValue('nilai', form)}</MenuItem>)}
        </TextField>
        <TextField {...small} type="number" label={say('ui.daftar_dokumen.batas')} value={doc.maxMegabytes ?? ''} placeholder={say('ui.daftar_dokumen.bawaan_kantor')} onChange={(event) => { change({ maxMegabytes: number(event.target.value) }); }} slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: 0.1, max: 100, step: 0.1 } }} sx={{ width: 150 }} />
        <TextField {...small} type="number" label={say('ui.daftar_dokumen.masa')} value={doc.validMonths ?? ''} placeholder={say('ui.daftar_dokumen.tanpa_batas')} onChange={(event) => { change({ validMonths: number(event.target.value) }); }} slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: 1, max: 600, step: 1 } }} sx={{ width: 190 }} />
      </Box>
      {wrong && <Box role="alert" sx={{ color: 'error.main', fontSize: '0.875rem', mt: 0.5 }}>{wrong}</Box>}
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mt: 0.75 }}>{say('ui.daftar_dokumen.pemeriksaan')}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 1.25, mt: 1.25 }}>
        {item.checks.map((check) => {
          const at = doc.checks.find(({ id }) => id === check.id)?.at ?? '';
          return (
            <TextField key={check.id} {...small} select label={check.label} value={at} onChange={(event) => { place(check.id, event.target.value); }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true, notched: true } }} sx={{ '& .MuiSelect-select': { color: at === '' ? 'text.secondary' : 'text.primary' } }}>
              <MenuItem value="">{say('ui.daftar_dokumen.tidak_diperiksa')}</MenuItem>
              {item.places.map((each) => <MenuItem key={each.id} value={each.id}>{each.label}</MenuItem>)}
            </TextField>
          );
        })}
      </Box>
      {doc.own && mayEdit && <Button size="small" onClick={onRemove} aria-label={`${say('ui.daftar_dokumen.keluarkan')}: ${name}`} sx={{ mt: 1 }}>{say('ui.daftar_dokumen.keluarkan')}</Button>}
    </Box>
  );
}
