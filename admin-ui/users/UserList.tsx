import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { DataTable, useRefresh } from 'react-admin';
import type { AccountItem, AccountLinkReply } from '../../server/domain/contract/users.ts';
import { Count, NUMBER } from '../fields/Count.tsx';
import { useMoment, Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { LinkDialog } from './LinkDialog.tsx';

const Col = DataTable.Col<AccountItem>;

/** Who works here, with which roles, and whether each can log in. */
export function UserList() {
  const say = useSay();
  const sayValue = useSayValue();
  const me = useMe();
  const refresh = useRefresh();
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<AccountItem | null>(null);
  const [link, setLink] = useState<AccountLinkReply | null>(null);
  const mayEdit = me !== undefined && mayCall(me.roles, 'POST /api/users');
  const told = (reply: AccountLinkReply) => { if (reply.link) setLink(reply); };
  return (
    <>
      <RowList title={say('ui.menu.users')} sort={{ field: 'name', order: 'ASC' }} rowSx={(row) => ((row as unknown as AccountItem).active ? {} : { '& td': { color: 'text.secondary' } })}
        actions={mayEdit && <Button variant="contained" onClick={() => { setInviting(true); }}>{say('ui.akun.undang')}</Button>}>
        <Col source="name" label={say('ui.kolom.nama')} render={(user) => (mayEdit ? <Link component="button" type="button" sx={{ textAlign: 'left' }} onClick={() => { setOpen(user); }}>{user.name}</Link> : user.name)} />
        <Col source="email" label="E-mail" render={(user) => <Box sx={{ overflowWrap: 'anywhere' }}>{user.email}</Box>} />
        <Col label={say('ui.kolom.bagian')} disableSort render={(user) => <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>{user.roles.map((role) => <Chip key={role} variant="outlined" label={sayValue('peran', role)} />)}</Box>} />
        <Col label={say('ui.kolom.keadaan')} disableSort render={(user) => <Standing user={user} />} />
        <Col label={say('ui.akun.terakhir')} disableSort render={(user) => <Moment at={user.lastLogin} />} />
        <Col {...NUMBER} label={say('ui.akun.sesi')} disableSort render={(user) => <Count n={user.openSessions} />} />
      </RowList>
      {inviting && <InviteDialog onDone={told} onClose={() => { setInviting(false); refresh(); }} />}
      {open && <AccountDialog key={open.id} account={open} onLink={told} onClose={() => { setOpen(null); refresh(); }} />}
      {link && <LinkDialog link={link} onClose={() => { setLink(null); }} />}
    </>
  );
}

type Mark = [string, 'default' | 'success' | 'warning' | 'error'];

function Standing({ user }: { user: AccountItem }) {
  const say = useSay();
  const moment = useMoment();
  // Who has never made a password has not come in yet, so is not "active".
  const invited = user.invitedUntil ? say('ui.akun.undangan_sampai', { waktu: moment(user.invitedUntil) }) : say('ui.akun.undangan_habis');
  const standing: Mark = !user.active ? [say('ui.pengguna.nonaktif'), 'default'] : user.hasPassword ? [say('ui.pengguna.aktif'), 'success'] : [invited, 'warning'];
  const marks: Mark[] = [
    standing,
    ...(user.demo ? [[say('ui.akun.contoh'), 'default'] as Mark] : []),
    ...(user.secondFactor ? [[say('ui.akun.dua_ada'), 'success'] as Mark] : user.needsSecondFactor && user.hasPassword ? [[say('ui.akun.dua_belum'), 'warning'] as Mark] : []),
  ];
  return <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>{marks.map(([label, color]) => <Chip key={label} variant="outlined" color={color} label={label} />)}</Box>;
}
