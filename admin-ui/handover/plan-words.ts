/** What an absence would pass on, as the note of its form says it. */
import type { AbsencePlan } from '../../server/domain/contract/ownership.ts';
import type { UiKey } from '../../server/domain/messages/ui-words.ts';

export interface PlanWords { severity: 'info' | 'warning'; key: UiKey; params: Record<string, number | string> }

/** Pure. Without a substitute, as the form begins, nothing goes to anybody, so only the queue and the tasks are named. A warning is what happens within minutes. */
export function planWords({ beginsNow, substituteName, appointments, cases, tasks }: AbsencePlan): PlanWords {
  if (cases.substitute + cases.queue + tasks.substitute + tasks.nobody === 0) return { severity: 'info', key: 'ui.absensi.beralih_kosong', params: {} };
  const severity = beginsNow ? 'warning' : 'info';
  const loose = { antrean: cases.queue, lepas: tasks.nobody };
  if (substituteName === null) return { severity, key: beginsNow ? 'ui.absensi.lepas_sekarang' : 'ui.absensi.lepas_nanti', params: loose };
  return {
    severity, key: beginsNow ? 'ui.absensi.beralih_sekarang' : 'ui.absensi.beralih_nanti',
    params: { berkas: cases.substitute, jadwal: appointments, tugas: tasks.substitute, ...loose, kepada: substituteName },
  };
}
