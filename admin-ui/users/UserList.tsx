import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { DataTable, useRefresh } from 'react-admin';
import type { AccountItem, AccountLinkReply } from '../../server/domain/contract/users.ts';
import { useMoment, Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { LinkDialog } from './LinkDialog.tsx';

const Col = DataTable.Col<AccountItem>;

/** Who works here, with which parts, and whether each can log in. */
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
      <RowList title={say('ui.menu.users')} sort={{ field: 'name', order: 'ASC' }} rowSx={(row) => ((row as unknown as AccountItem).active ? {} : { opacity: 0.65 })}
        actions={mayEdit && <Button variant="contained" onClick={() => { setInviting(true); }}>{say('ui.akun.undang')}</Button>}>
        <Col source="name" label={say('ui.kolom.nama')} render={(user) => (mayEdit ? <Link component="button" type="button" sx={{ textAlign: 'left' }} onClick={() => { setOpen(user); }}>{user.name}</Link> : user.name)} />
        <Col source="email" label="E-mail" render={(user) => <Box sx={{ overflowWrap: 'anywhere' }}>{user.email}</Box>} />
        <Col label={say('ui.kolom.bagian')} disableSort render={(user) => <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>{user.roles.map((role) => <Chip key={role} variant="outlined" label={sayValue('peran', role)} />)}</Box>} />
        <Col label={say('ui.kolom.keadaan')} disableSort render={(user) => <Standing user={user} />} />
        <Col label={say('ui.akun.terakhir')} disableSort render={(user) => <Moment at={user.lastLogin} />} />
        <Col label={say('ui.akun.sesi')} disableSort render={(user) => <span className="tabular">{user.openSessions}</span>} />
      </RowList>
      {inviting && <InviteDialog onDone={told} onClose={() => { setInviting(false); refresh(); }} />}
      {open && <AccountDialog key={open.id} account={open} onLink={told} onClose={() => { setOpen(null); refresh(); }} />}
      {link && <LinkDialog link={link} onClose={() => { setLink(null); }} />}
    </>
  );
}

function Standing({ user }: { user: AccountItem }) {
  const say = useSay();
  const moment = useMoment();
  const marks: [string, 'default' | 'success' | 'warning' | 'error'][] = [
    user.active ? [say('ui.pengguna.aktif'), 'success'] : [say('ui.pengguna.nonaktif'), 'default'],
    ...(user.demo ? [[say('ui.akun.contoh'), 'default'] as [string, 'default']] : []),
    ...(user.active && !user.hasPassword ? [[user.invitedUntil ? say('ui.akun.undangan_sampai', { waktu: moment(user.invitedUntil) }) : say('ui.akun.undangan_habis'), 'warning'] as [string, 'warning']] : []),
    ...(user.secondFactor ? [[say('ui.akun.dua_ada'), 'success'] as [string, 'success']] : user.needsSecondFactor && user.hasPassword ? [[say('ui.akun.dua_belum'), 'warning'] as [string, 'warning']] : []),
  ];
  return <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>{marks.map(([label, color]) => <Chip key={label} variant="outlined" color={color} label={label} />)}</Box>;
}
