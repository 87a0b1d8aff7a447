import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import { DataTable, useRefresh } from 'react-admin';
import type { z } from 'zod';
import type { mailListItem } from '../../server/domain/contract/mail.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Moment } from '../fields/Moment.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { useFilters, type Filters } from '../layout/use-filters.ts';
import { RowList } from '../layout/RowList.tsx';
import { MailHoldNote } from '../operations/MailHoldNote.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { ListExport } from '../supervision/ExportButtons.tsx';
import { HeldMailChoice } from './HeldMailChoice.tsx';
import { HeldMailsChoice } from './HeldMailsChoice.tsx';
import { isResendable, MailText, NotAgain, Resend } from './MailRow.tsx';
import { MailState } from './MailState.tsx';

type Mail = z.output<typeof mailListItem>;
const Col = DataTable.Col<Mail>;

const areHeld = (filters: Filters) => filters.state === 'held';

/** Takes the room the columns leave over, and asks for none of it: the whole sentence stands in the mail itself. */
const REST = { flex: 1, minWidth: 140, contain: 'inline-size', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** Only what is held waits for a decision; under another tab nothing of it is to be seen. */
function HeldMailsOnly() {
  return areHeld(useFilters().filters) ? <HeldMailsChoice /> : null;
}

/** Every mail, whether it arrived, and its exact text. */
export function MailList() {
  const say = useSay();
  const me = useMe();
  const refresh = useRefresh();
  const [open, setOpen] = useState<Mail | null>(null);
  const [again, setAgain] = useState<Mail | null>(null);
  return (
    <>
      <RowList
        above={<><MailHoldNote /><HeldMailsOnly /></>} selectable={(filters) => areHeld(filters) && me !== undefined && mayCall(me.roles, 'POST /api/emails/decisions')} title={say('ui.menu.emails')} actions={<ListExport />} sort={{ field: 'createdAt', order: 'DESC' }} empty={say('ui.surel.kosong')}
        tabs={<FilterTabs name="state" choices={[[undefined, say('ui.saringan.semua')], ['failed', say('ui.surel.gagal')], ['bounced', say('ui.surel.kembali')], ['deferred', say('ui.surel.tertunda')], ['queued', say('ui.surel.antre')], ['held', say('ui.surel.ditahan')]]} />}
      >
        <Col source="createdAt" label={say('ui.kolom.waktu')} render={(mail) => <Moment at={mail.createdAt} />} />
        <Col label={say('ui.kolom.nomor')} disableSort render={(mail) => <CaseLink id={mail.caseId} number={mail.caseNumber} />} />
        <Col source="kind" label={say('ui.kolom.jenis')} render={(mail) => <Link component="button" type="button" sx={{ textAlign: 'left', whiteSpace: 'nowrap', maxWidth: 300, overflow: 'hidden', textOverflow: 'ellipsis' }} onClick={() => { setOpen(mail); }}>{mail.kindLabel}</Link>} />
        <Col label={say('ui.kolom.kepada')} disableSort render={(mail) => mail.to} />
        <Col label={say('ui.surel.oleh')} disableSort render={(mail) => <Box sx={{ whiteSpace: 'nowrap' }}>{mail.by ?? say('ui.surel.oleh_sistem')}</Box>} />
        <Col source="state" label={say('ui.kolom.keadaan')} render={(mail) => <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}><MailState state={mail.state} label={mail.stateLabel} />{mail.problem && <Box title={mail.problem} sx={{ ...REST, color: 'error.main', fontSize: '0.8125rem' }}>{mail.problem}</Box>}{mail.replaced && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say('ui.surel.sudah_diulang')}</Box>}</Box>} />
        <Col {...NUMBER} label={say('ui.kolom.percobaan')} disableSort render={(mail) => <Count n={mail.attempts} />} />
      </RowList>
      <Dialog open={open !== null} onClose={() => { setOpen(null); }} maxWidth="md" fullWidth aria-labelledby="judul-surel">
        <DialogTitle id="judul-surel" variant="h2">{open?.kindLabel}</DialogTitle>
        <DialogContent>{open && <><Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{open.to} · {open.stateLabel} · <Moment at={open.sentAt ?? open.createdAt} shown="lengkap" /></Box>{open.problem && <Box sx={{ color: 'error.main', fontSize: '0.875rem' }}>{open.problem}</Box>}{open.state === 'held' && <HeldMailChoice mail={open} onDone={() => { setOpen(null); }} />}<NotAgain mail={open} /><MailText id={open.id} /></>}</DialogContent>
        <DialogActions>
          {open && isResendable(open) && me && mayCall(me.roles, 'POST /api/emails/:id/resend') && <Button variant="outlined" onClick={() => { setAgain(open); }}>{say('ui.surel.kirim_ulang')}</Button>}
          <Button onClick={() => { setOpen(null); }}>{say('ui.tutup')}</Button>
        </DialogActions>
      </Dialog>
      {again && <Resend mail={again} onClose={() => { setAgain(null); setOpen(null); refresh(); }} />}
    </>
  );
}
