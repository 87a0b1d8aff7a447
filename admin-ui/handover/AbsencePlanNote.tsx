import Alert from '@mui/material/Alert';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { planWords } from './plan-words.ts';

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
  const { severity, text } = planWords(data, say);
  return <Alert severity={severity} role="status">{text}</Alert>;
}
