import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { PageHead } from './PageHead.tsx';
import { PAGES } from './pages.ts';

/** An address that leads nowhere, or to a page that is no business of this part. */
export function NotFoundPage() {
  const say = useSay();
  const me = useMe();
  // Not everybody has cases: the way out leads to the first page of one's own menu.
  const first = PAGES.find((entry) => entry.under === undefined && me && mayCall(me.roles, entry.route));
  return (
    <>
      <PageHead title={say('ui.tidak_ada.judul')} />
      <Box sx={{ maxWidth: 560, mb: 2 }}>{say('ui.tidak_ada.isi')}</Box>
      {first && <Button component={Link} to={`/${first.resource}`} variant="outlined">{first.resource === 'cases' ? say('ui.tidak_ada.ke_berkas') : say(first.label)}</Button>}
    </>
  );
}
