import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { DataTable, useDataProvider, useRefresh } from 'react-admin';
import type { z } from 'zod';
import type { letterTemplateItem } from '../../server/domain/contract/letters.ts';
import { Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { TemplateEditor } from './TemplateEditor.tsx';

type Template = z.output<typeof letterTemplateItem>;
const Col = DataTable.Col<Template>;

/** The wording of every letter, version by version. */
export function TemplateList() {
  const say = useSay();
  const me = useMe();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const [open, setOpen] = useState<Template | null>(null);
  const [editing, setEditing] = useState<Template | null>(null);
  const { data: standing } = useQuery({ queryKey: ['calendar-standing'], queryFn: () => provider.calendarStanding() });
  const mayEdit = me !== undefined && mayCall(me.roles, 'POST /api/letter-templates');
  return (
    <>
      <RowList title={say('ui.menu.letter-templates')} sort={{ field: 'letter', order: 'ASC' }} perPage={50}>
        <Col source="letter" label={say('ui.kolom.jenis')} render={(row) => <Link component="button" type="button" sx={{ textAlign: 'left', whiteSpace: 'nowrap' }} onClick={() => { setOpen(row); }}>{row.letterLabel}</Link>} />
        <Col source="procedure" label={say('ui.kolom.prosedur')} render={(row) => <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{row.procedureLabel}</Box>} />
        {/* Takes what room the others leave, on one line: the whole of it is read where it is opened. */}
        <Col label={say('ui.kolom.perihal')} disableSort sx={{ width: '100%', maxWidth: 0 }} render={(row) => <Box title={row.subject} sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.subject}</Box>} />
        <Col source="version" label={say('ui.kolom.versi')} render={(row) => <Chip variant="outlined" label={row.own ? `${row.version} · ${say('ui.templat.sendiri')}` : row.version} />} />
        <Col source="validFrom" label={say('ui.kolom.berlaku')} render={(row) => <Box component="span" sx={{ whiteSpace: 'nowrap' }}><Moment at={row.validFrom} shown="tanggal" /></Box>} />
      </RowList>
      <Dialog open={open !== null} onClose={() => { setOpen(null); }} maxWidth="md" fullWidth aria-labelledby="judul-templat">
        <DialogTitle id="judul-templat" variant="h2">{open?.letterLabel}</DialogTitle>
        <DialogContent sx={{ overflowWrap: 'anywhere' }}><Box sx={{ fontWeight: 650, mb: 1 }}>{open?.subject}</Box><Box sx={{ whiteSpace: 'pre-wrap' }}>{open?.body}</Box></DialogContent>
        <DialogActions>
          <Button onClick={() => { setOpen(null); }}>{say('ui.tutup')}</Button>
          {mayEdit && <Button variant="contained" onClick={() => { setEditing(open); setOpen(null); }}>{say('ui.templat.ubah')}</Button>}
        </DialogActions>
      </Dialog>
      {editing && standing && <TemplateEditor key={editing.id} template={editing} today={standing.today} onClose={() => { setEditing(null); refresh(); }} />}
    </>
  );
}
