import { useSay } from '../provider/use-say.ts';

/** What a field with choices says of itself; left alone it speaks English in every language. */
export function useChoiceTexts(): { noOptionsText: string; loadingText: string; clearText: string; openText: string; closeText: string } {
  const say = useSay();
  return { noOptionsText: say('ui.saringan.tidak_ada_pilihan'), loadingText: say('ui.memuat'), clearText: say('ui.saringan.hapus'), openText: say('ui.saringan.buka'), closeText: say('ui.tutup') };
}
