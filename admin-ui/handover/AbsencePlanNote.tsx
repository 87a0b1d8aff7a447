import Alert from '@mui/material/Alert';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

interface Wish { userId: string; firstDay: string; lastDay: string; substituteId: string | null }

/** What this absence would pass on, and to whom, before it is saved: one that begins today does so within minutes. */
export function AbsencePlanNote({ wish }: { wish: Wish }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const asked = Boolean(wish.userId && wish.firstDay && wish.lastDay) && wish.lastDay >= wish.firstDay;
  const { data, error } = useQuery({ queryKey: ['serah', 'rencana', wish], queryFn: () => provider.planAbsence(wish), enabled: asked, placeholderData: keepPreviousData, retry: false });
  if (!asked) return null;
  if (error) return <ProblemNote problem={readError(error)} />;
  if (!data) return null;
  const { cases, tasks, appointments } = data;
  const nothing = cases.substitute + cases.queue + tasks.substitute + tasks.nobody === 0;
  const words = say(data.beginsNow ? 'ui.absensi.beralih_sekarang' : 'ui.absensi.beralih_nanti', {
    berkas: cases.substitute, jadwal: appointments, tugas: tasks.substitute, antrean: cases.queue, lepas: tasks.nobody, kepada: data.substituteName ?? say('ui.absensi.tak_ada'),
  });
  return <Alert severity={data.beginsNow && !nothing ? 'warning' : 'info'} role="status">{nothing ? say('ui.absensi.beralih_kosong') : words}</Alert>;
}
