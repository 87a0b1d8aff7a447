/** The smallest procedure that stands: one desk, the archive, the end. Tests of the rules about procedures bend it. */
import { nothing } from '../domain/sop/inputs.ts';
import type { Action, Place, Sop, Step } from '../domain/sop/model.ts';

const step = (printed: string, line: number): Step => ({
  printed, source: { seed: 'contoh.txt', line }, title: `langkah.${printed}`, quote: 'Contoh langkah', actor: 'helpdesk', standard: 'tidak_dinyatakan', measured: 'di_sini',
});
export const placeOf = (overrides: Partial<Place> = {}): Place => ({
  step: '1', turn: 'helpdesk', clock: 'jalan', workspace: 'penerimaan', publicText: 'publik.contoh', ...overrides,
});
export const actionOf = (from: string[], to: string, overrides: Partial<Action> = {}): Action => ({ from, to, by: ['helpdesk'], input: nothing, ...overrides });

/** Takes parts to replace whole; not yet passed through `defineSop`. */
export function tinySop(overrides: Partial<Sop> = {}): Sop {
  return {
    rank: 9, code: 'contoh', version: 1, title: 'prosedur.contoh',
    head: { nomor: '1', nama: 'Contoh', dibuat: '1', direvisi: null, disahkan: null, disahkanOleh: 'Contoh', dasarHukum: [], kualifikasi: [], peralatan: [], keterkaitan: [], peringatan: [] },
    intake: { fields: [], start: 'meja', letters: ['terima'], needsStatement: 'publik.contoh', guide: 'publik.contoh' },
    docs: [],
    subjects: [],
    steps: { 1: step('1', 1), 2: step('2', 2) },
    places: { meja: placeOf(), rak: placeOf({ step: '2', workspace: 'arsip' }), akhir: placeOf({ step: null, turn: null, clock: 'berhenti', final: true }) },
    actions: { putuskan: actionOf(['meja'], 'rak', { ends: 'selesai', letters: ['hasil'] }), simpan: actionOf(['rak'], 'akhir') },
    letters: [{ id: 'terima', to: 'pemohon', subject: '-', body: '-' }, { id: 'hasil', to: 'pemohon', subject: '-', body: '-' }],
    outcomes: ['selesai'],
    archive: { step: '2', place: 'rak', code: '000', activeYears: 1, inactiveYears: 1, disposition: 'musnah', trigger: 'arsip.contoh', annexYears: 1 },
    messages: { id: {}, en: {} },
    ...overrides,
  };
}
