import Alert from '@mui/material/Alert';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';
import { ContactApplicant } from './ContactApplicant.tsx';

/** A letter of this file did not arrive: the duty stands on the screen until somebody reached the applicant or sent it again. */
export function DutyNote({ caseId }: { caseId: string }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data } = useQuery({
    queryKey: ['bagian', caseId, 'contact-duties'],
    queryFn: async () => (await provider.getList<{ id: string; letterLabel: string }>('contact-duties', { filter: { caseId, open: false }, pagination: { page: 1, perPage: 20 }, sort: { field: 'openedAt', order: 'DESC' } })).data,
  });
  if (!data || data.length === 0) return null;
  return (
    <>
      <Alert severity="error" sx={{ mb: 1 }}>{say('ui.hubungi.tugas', { surat: [...new Set(data.map((duty) => duty.letterLabel))].join(', ') })}</Alert>
      <ContactApplicant caseId={caseId} />
    </>
  );
}
