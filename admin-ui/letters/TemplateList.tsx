import { useState } from 'react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import { DataTable } from 'react-admin';
import type { z } from 'zod';
import type { letterTemplateItem } from '../../server/domain/contract/letters.ts';
import { Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { useSay } from '../provider/use-say.ts';

type Template = z.output<typeof letterTemplateItem>;
const Col = DataTable.Col<Template>;

/** The wording of every letter, version by version. */
export function TemplateList() {
  const say = useSay();
  const [open, setOpen] = useState<Template | null>(null);
  return (
    <>
      <RowList title={say('ui.menu.letter-templates')} sort={{ field: 'letter', order: 'ASC' }} perPage={50}>
        <Col source="letter" label={say('ui.kolom.jenis')} render={(row) => <Link component="button" type="button" sx={{ textAlign: 'left' }} onClick={() => { setOpen(row); }}>{row.letterLabel}</Link>} />
        <Col source="procedure" label={say('ui.kolom.prosedur')} render={(row) => row.procedureLabel} />
        <Col label={say('ui.kolom.perihal')} disableSort render={(row) => row.subject} />
        <Col source="version" label={say('ui.kolom.versi')} render={(row) => <Chip variant="outlined" label={row.own ? `${row.version} · ${say('ui.templat.sendiri')}` : row.version} />} />
        <Col source="validFrom" label={say('ui.kolom.berlaku')} render={(row) => <Moment at={row.validFrom} />} />
      </RowList>
      <Dialog open={open !== null} onClose={() => { setOpen(null); }} maxWidth="md" fullWidth aria-labelledby="judul-templat">
        <DialogTitle id="judul-templat" variant="h2">{open?.letterLabel}</DialogTitle>
        <DialogContent><Box sx={{ fontWeight: 650, mb: 1 }}>{open?.subject}</Box><Box sx={{ whiteSpace: 'pre-wrap' }}>{open?.body}</Box></DialogContent>
      </Dialog>
    </>
  );
}
