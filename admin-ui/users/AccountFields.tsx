import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import TextField from '@mui/material/TextField';
import { OFFICE_ROLES, type AuditorGrant } from '../../server/domain/contract/users.ts';
import type { Role } from '../../server/domain/permissions.ts';
import { DayField } from '../fields/DayField.tsx';
import type { WrongOf } from '../fields/FormDialog.tsx';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

export const newGrant = (now: Date): AuditorGrant => ({ from: `${now.getFullYear()}-01-01`, to: `${now.getFullYear()}-12-31`, expiresOn: new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10), caseNumbers: null });

/** Parts of an account; only a system admin gives that part. An auditor stands alone. */
export function RoleChoice({ roles, wrong, onChange }: { roles: readonly Role[]; wrong: WrongOf; onChange: (roles: Role[]) => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const me = useMe();
  const offered: Role[] = [...OFFICE_ROLES, ...(me?.roles.includes('admin_sistem') || roles.includes('admin_sistem') ? ['admin_sistem' as const] : [])];
  const toggle = (role: Role, on: boolean) => { onChange(!on ? roles.filter((one) => one !== role) : role === 'pemeriksa' ? [role] : [...roles.filter((one) => one !== 'pemeriksa'), role]); };
  const told = wrong('roles');
  return (
    <FormControl component="fieldset" error={told.error}>
      <FormLabel component="legend">{say('ui.akun.peran')}</FormLabel>
      <FormGroup row>{offered.map((role) => <FormControlLabel key={role} label={sayValue('peran', role)} disabled={role === 'admin_sistem' && !me?.roles.includes('admin_sistem')} control={<Checkbox checked={roles.includes(role)} onChange={(_event, on) => { toggle(role, on); }} />} />)}</FormGroup>
      <FormHelperText>{told.helperText ?? say('ui.akun.peran_petunjuk')}</FormHelperText>
    </FormControl>
  );
}

/** What an auditor may read, and until when. */
export function AuditorFields({ grant, wrong, onChange }: { grant: AuditorGrant; wrong: WrongOf; onChange: (grant: AuditorGrant) => void }) {
  const say = useSay();
  const date = (field: 'from' | 'to' | 'expiresOn', label: string) => (
    <DayField required label={label} value={grant[field]} {...wrong(`auditor.${field}`)} onChange={(day) => { onChange({ ...grant, [field]: day }); }} sx={{ flex: 1 }} />
  );
  return (
    <>
      <Box sx={{ color: 'text.secondary' }}>{say('ui.akun.pemeriksa_isi')}</Box>
      <Box sx={{ display: 'flex', gap: 1.5 }}>{date('from', say('ui.akun.masa_dari'))}{date('to', say('ui.akun.masa_sampai'))}</Box>
      {date('expiresOn', say('ui.akun.berakhir'))}
      <FormControlLabel label={say('ui.akun.berkas_semua')} control={<Checkbox checked={grant.caseNumbers === null} onChange={(_event, all) => { onChange({ ...grant, caseNumbers: all ? null : [] }); }} />} />
      {grant.caseNumbers !== null && <TextField multiline minRows={3} maxRows={8} label={say('ui.akun.berkas_daftar')} value={grant.caseNumbers.join('\n')} {...wrong('auditor.caseNumbers')} onChange={(event) => { onChange({ ...grant, caseNumbers: event.target.value.split('\n') }); }} />}
    </>
  );
}

/** As the server wants it: no empty lines. */
export const sentGrant = (roles: readonly Role[], grant: AuditorGrant): AuditorGrant | null =>
  (roles.includes('pemeriksa') ? { ...grant, caseNumbers: grant.caseNumbers?.map((number) => number.trim()).filter(Boolean) ?? null } : null);
