import { useState, type FormEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import { useFilters } from '../layout/use-filters.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** No row has this id. react-admin leaves an empty list out of the filter, and everything would show. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Looks a name up by POST and keeps only the ids of what was found in the address: a name typed here is often an applicant's. */
export function EntrySearch() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const notify = useNotify();
  const { filters, setFilters } = useFilters();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const { id: found, ...others } = filters;
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') { setFilters(others); return; }
    setBusy(true);
    provider.findEntries(text.trim(), typeof filters.importId === 'string' ? filters.importId : undefined).then(
      ({ ids, more }) => {
        setFilters({ ...others, id: ids.length > 0 ? ids : [NOBODY] });
        if (more) notify(say('ui.daftar_hitam.banyak', { n: ids.length }), { type: 'info' });
      },
      (error: unknown) => { notify(readError(error).message, { type: 'warning' }); },
    ).finally(() => { setBusy(false); });
  };
  return (
    <Box component="form" noValidate role="search" onSubmit={search} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <TextField label={say('ui.saringan.awal_nama')} value={text} onChange={(event) => { setText(event.target.value); }} slotProps={{ htmlInput: { maxLength: 120 } }} sx={{ width: 220 }} />
      <Button type="submit" variant="outlined" loading={busy}>{say('ui.daftar_hitam.cari')}</Button>
      {found !== undefined && <Button onClick={() => { setText(''); setFilters(others); }}>{say('ui.daftar_hitam.semua')}</Button>}
    </Box>
  );
}
