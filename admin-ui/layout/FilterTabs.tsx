import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useSay } from '../provider/use-say.ts';
import { useFilters } from './use-filters.ts';

const ALL = 'semua';

/** One filter of a list as tabs; `undefined` shows everything. */
export function FilterTabs({ name, choices }: { name: string; choices: [value: string | boolean | undefined, label: string][] }) {
  const say = useSay();
  const { filters, setFilters } = useFilters();
  const { [name]: value, ...others } = filters;
  const known = choices.some(([choice]) => choice === value);
  return (
    <Tabs value={known && value !== undefined ? String(value) : ALL} aria-label={say('ui.saringan.nama')}
      onChange={(_event, next: string) => { const choice = choices.find(([each]) => String(each ?? ALL) === next)?.[0]; setFilters(choice === undefined ? others : { ...others, [name]: choice }); }}>
      {choices.map(([choice, label]) => <Tab key={String(choice ?? ALL)} value={String(choice ?? ALL)} label={label} />)}
    </Tabs>
  );
}
