import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { useSay } from '../provider/use-say.ts';
import { PageHead } from './PageHead.tsx';

/** An address that leads nowhere, or to a page that is no business of this part. */
export function NotFoundPage() {
  const say = useSay();
  return (
    <>
      <PageHead title={say('ui.tidak_ada.judul')} />
      <Box sx={{ maxWidth: 560, mb: 2 }}>{say('ui.tidak_ada.isi')}</Box>
      <Button component={Link} to="/cases" variant="outlined">{say('ui.tidak_ada.ke_berkas')}</Button>
    </>
  );
}
