import Chip from '@mui/material/Chip';
import Box from '@mui/material/Box';
import { DataTable } from 'react-admin';
import type { Role } from '../../server/domain/permissions.ts';
import { RowList } from '../layout/RowList.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';

interface User { id: string; name: string; email: string; active: boolean; roles: Role[] }
const Col = DataTable.Col<User>;

export function UserList() {
  const say = useSay();
  const sayValue = useSayValue();
  return (
    <RowList title={say('ui.menu.users')} sort={{ field: 'name', order: 'ASC' }}>
      <Col source="name" label={say('ui.kolom.nama')} render={(user) => user.name} />
      <Col label="E-mail" disableSort render={(user) => user.email} />
      <Col label={say('ui.kolom.bagian')} disableSort render={(user) => <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>{user.roles.map((role) => <Chip key={role} variant="outlined" label={sayValue('peran', role)} />)}</Box>} />
      <Col label={say('ui.kolom.keadaan')} disableSort render={(user) => say(user.active ? 'ui.pengguna.aktif' : 'ui.pengguna.nonaktif')} />
    </RowList>
  );
}
