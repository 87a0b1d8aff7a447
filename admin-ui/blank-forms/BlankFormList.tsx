import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { useQuery } from '@tanstack/react-query';
import { DataTable, useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { z } from 'zod';
import type { blankFormItem } from '../../server/domain/contract/office-words.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import { Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

type Form = z.output<typeof blankFormItem>;
const Col = DataTable.Col<Form>;

/** Forms on paper: the common ones and the office's own, version by version. */
export function BlankFormList() {
  const say = useSay();
  const me = useMe();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Form | null>(null);
  const mayEdit = me !== undefined && mayCall(me.roles, 'POST /api/blank-forms');
  return (
    <>
      <RowList title={say('ui.menu.blank-forms')} sort={{ field: 'title', order: 'ASC' }} perPage={50} empty={say('ui.formulir.kosong')} above={<Box sx={{ color: 'text.secondary', mb: 1 }}>{say('ui.formulir.isi')}</Box>}
        actions={mayEdit && <Button variant="contained" onClick={() => { setAdding(true); }}>{say('ui.formulir.unggah')}</Button>}>
        <Col source="title" label={say('ui.formulir.judul')} render={(form) => <Link href={`/api/public/forms/${form.id}`} download>{form.title}</Link>} />
        <Col source="version" label={say('ui.formulir.versi')} render={(form) => form.version} />
        <Col label={say('ui.kolom.prosedur')} disableSort render={(form) => form.procedureLabel} />
        <Col label={say('ui.kolom.keadaan')} disableSort render={(form) => <Box sx={{ display: 'flex', gap: 0.5 }}><Chip variant="outlined" color={form.offered ? 'success' : 'default'} label={say(form.offered ? 'ui.formulir.ditawarkan' : form.withdrawn ? 'ui.formulir.ditarik' : 'ui.formulir.lama')} />{!form.own && <Chip variant="outlined" label={say('ui.formulir.bawaan')} />}</Box>} />
        <Col label={say('ui.kolom.waktu')} disableSort render={(form) => <Moment at={form.uploadedAt} />} />
        <Col label="" disableSort align="right" render={(form) => (mayEdit && form.own && form.offered ? <Button color="error" onClick={() => { setLeaving(form); }}>{say('ui.formulir.tarik')}</Button> : null)} />
      </RowList>
      {adding && <UploadDialog onClose={() => { setAdding(false); refresh(); }} />}
      {leaving && <FormDialog title={`${leaving.title} ${leaving.version}`} send={say('ui.formulir.tarik')} danger onSend={() => provider.withdrawBlankForm(leaving.id)} onClose={() => { setLeaving(null); refresh(); }}>{leaving.offeredNext === null ? say('ui.formulir.tarik_tanya') : say('ui.formulir.tarik_kembali', { versi: leaving.offeredNext })}</FormDialog>}
    </>
  );
}

function UploadDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const input = useRef<HTMLInputElement>(null);
  const offices = useQuery({ queryKey: ['public-offices'], queryFn: () => provider.publicOffices(), staleTime: Infinity });
  const templates = useQuery({ queryKey: ['procedures'], staleTime: Infinity, queryFn: () => provider.getList<{ id: string; procedure: string; procedureLabel: string }>('letter-templates', { pagination: { page: 1, perPage: 200 }, sort: { field: 'procedure', order: 'ASC' }, filter: {} }) });
  const procedures = [...new Map(templates.data?.data.map((row) => [row.procedure, row.procedureLabel])).entries()];
  const [procedure, setProcedure] = useState('');
  const [title, setTitle] = useState('');
  const [version, setVersion] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const chosen = procedure || (offices.data?.[0]?.procedures[0]?.code ?? procedures[0]?.[0] ?? '');
  const save = async () => {
    if (!file) return;
    await provider.addBlankForm(file, { procedure: chosen, title, version });
    notify(say('ui.formulir.tersimpan'), { type: 'success' });
  };
  return (
    <FormDialog title={say('ui.formulir.unggah')} send={say('ui.simpan')} fields={['title', 'version', 'procedure']} disabled={!file || !title || !version || !chosen} onSend={save} onClose={onClose}>
      {(wrong) => (
        <>
          <TextField select required label={say('ui.kolom.prosedur')} value={chosen} {...wrong('procedure')} onChange={(event) => { setProcedure(event.target.value); }}>{procedures.map(([code, label]) => <MenuItem key={code} value={code}>{label}</MenuItem>)}</TextField>
          <TextField required label={say('ui.formulir.judul')} value={title} {...wrong('title')} onChange={(event) => { setTitle(event.target.value); }} slotProps={{ htmlInput: { maxLength: 120 } }} />
          <TextField required label={say('ui.formulir.versi')} placeholder="2026-01" value={version} {...wrong('version')} onChange={(event) => { setVersion(event.target.value); }} slotProps={{ htmlInput: { maxLength: 30 } }} />
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
            <Button variant="outlined" startIcon={<FileIcon />} onClick={() => { input.current?.click(); }}>{say('ui.formulir.berkas')}</Button>
            <Box sx={{ overflowWrap: 'anywhere' }}>{file?.name ?? ''}</Box>
            <input ref={input} type="file" hidden accept="application/pdf" onChange={(event) => { setFile(event.target.files?.[0] ?? null); }} />
          </Box>
        </>
      )}
    </FormDialog>
  );
}
