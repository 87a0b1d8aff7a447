/** What an absence would pass on, as the note of its form says it. */
import type { AbsencePlan } from '../../server/domain/contract/ownership.ts';
import type { Say } from '../provider/use-say.ts';

export interface PlanWords { severity: 'info' | 'warning'; text: string }

/** Pure. Only what is passed on is named: nought of something is nothing to read. A warning is what happens within minutes. */
export function planWords({ beginsNow, substituteName, appointments, cases, tasks }: AbsencePlan, say: Say): PlanWords {
  if (cases.substitute + cases.queue + tasks.substitute + tasks.nobody === 0) return { severity: 'info', text: say('ui.absensi.beralih_kosong') };
  const some = (n: number, key: 'berkas' | 'jadwal' | 'tugas' | 'antrean' | 'lepas') => (n > 0 ? [say(`ui.absensi.${key}`, { n })] : []);
  const taken = substituteName === null ? [] : [...some(cases.substitute, 'berkas'), ...some(appointments, 'jadwal'), ...some(tasks.substitute, 'tugas')];
  const parts = [...(taken.length > 0 ? [say('ui.absensi.kepada', { nama: substituteName ?? '', apa: taken.join(', ') })] : []), ...some(cases.queue, 'antrean'), ...some(tasks.nobody, 'lepas')];
  return { severity: beginsNow ? 'warning' : 'info', text: say(beginsNow ? 'ui.absensi.sekarang' : 'ui.absensi.nanti', { apa: parts.join('; ') }) };
}
