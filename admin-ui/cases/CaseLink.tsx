import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';

export function CaseLink({ id, number }: { id: string | null; number: string | null }) {
  if (!id || !number) return <>–</>;
  return <Link component={RouterLink} to={`/cases/${id}/show`} data-row-link="" className="tabular" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{number}</Link>;
}
