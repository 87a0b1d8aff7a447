/** The hands of a colleague at a screen: what he clicks, found by the words he reads. */
import type { Locator, Page } from 'playwright-core';
import { allSops } from '../domain/sop/catalogue.ts';
import { documentLabel, label } from './browser.ts';

const exact = true;
const INVITING = new Set(allSops.flatMap((sop) => Object.entries(sop.actions).filter(([, act]) => act.letters?.some((id) => sop.letters.some((letter) => letter.id === id && letter.invites))).map(([id]) => id)));
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

export async function takeNext(page: Page): Promise<void> {
  await page.getByRole('button', { name: label('ui.antrean.ambil_berikutnya') }).click();
  await page.getByText(label('ui.berkas.anda_memegang'), { exact }).waitFor();
}

/** Finds a file by its number as one does when somebody calls, and takes it where it can be taken. */
export async function openCase(page: Page, number: string): Promise<void> {
  const search = page.getByRole('combobox', { name: label('ui.cari.nama') });
  await search.fill(number);
  await page.getByRole('option', { name: new RegExp(escaped(number)) }).click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}\/show/);
  await head(page).getByText(number, { exact }).waitFor();
}

/** The head of the case page. The same number and the same place may stand elsewhere: in a list, in what the search found. */
const head = (page: Page) => page.locator('h1').locator('..').locator('..');

/** Takes the open file; one that is mine already (a colleague's repair comes back to its holder) stays mine. */
export async function takeCase(page: Page): Promise<void> {
  const mine = page.getByText(label('ui.berkas.anda_memegang'), { exact });
  const free = page.getByRole('button', { name: label('ui.berkas.ambil'), exact });
  await mine.or(free).first().waitFor();
  if (await free.isVisible()) await free.click();
  await mine.waitFor();
}

/** Waits until the head of the case page names this place, with its printed step or without. */
export async function standsAt(page: Page, place: string): Promise<void> {
  await head(page).getByText(new RegExp(`^(\\S+ · )?${escaped(label(`tempat.${place}`))}$`)).waitFor();
}

const panel = (page: Page) => page.getByRole('region', { name: label('ui.tindakan.panel') });

/** Chooses an act in the panel (or its menus), fills what it asks and sends it. */
export async function act(page: Page, action: string, fill: (form: Locator) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const form = await openAct(page, action);
  await fill(form);
  await send(form, action);
  await form.waitFor({ state: 'detached' });
}

/** The form of an act in the panel, with nothing in it yet. */
export async function openAct(page: Page, action: string): Promise<Locator> {
  const name = label(`aksi.${action}`);
  await panel(page).waitFor();
  await choose(page, name);
  await panel(page).getByRole('heading', { name, exact }).waitFor();
  return panel(page).locator('form');
}

/** The panel may still show the acts of a moment ago: looked through until the act is there. */
async function choose(page: Page, name: string): Promise<void> {
  const direct = panel(page).getByRole('button', { name, exact });
  for (const until = Date.now() + 20_000; Date.now() < until; await page.waitForTimeout(200)) {
    if (await direct.count() > 0) { await direct.click(); return; }
    const menus = panel(page).locator('button[aria-haspopup=menu]');
    for (let index = 0; index < await menus.count(); index += 1) {
      await menus.nth(index).click();
      await page.getByRole('menu').waitFor();
      const item = page.getByRole('menuitem', { name, exact });
      if (await item.count() > 0) { await item.click(); return; }
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
  }
  throw new Error(`the panel does not offer "${name}"`);
}

/** The act a workspace keeps open, filled and sent. */
export async function inlineAct(page: Page, action: string, fill: (form: Locator) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const name = label(`aksi.${action}`);
  const form = page.getByRole('region', { name, exact }).locator('form');
  await form.waitFor();
  await fill(form);
  await send(form, action);
}

/** The button may carry a number behind its words. */
async function send(form: Locator, action: string): Promise<void> {
  await form.getByRole('button', { name: new RegExp(`^${escaped(label(`aksi.${action}`))}( \\(\\d+ butir\\))?$`) }).click();
  // Who gets what is looked at before an appointment's letter goes out.
  if (INVITING.has(action)) await form.page().getByRole('dialog').getByRole('button', { name: label('ui.kirim_jadwal.kirim'), exact }).click();
}

/** Chooses from a list; a reason is read behind its code. */
export async function pick(form: Locator, field: string, choice: string): Promise<void> {
  await form.getByRole('combobox', { name: new RegExp(`^${escaped(field)}`) }).first().click();
  await form.page().getByRole('option', { name: new RegExp(`^([A-Z]{2,4}-\\d{2} – )?${escaped(choice)}$`) }).click();
}

export const write = (form: Locator, field: string, text: string) => form.getByRole('textbox', { name: new RegExp(`^${escaped(field)}`) }).first().fill(text);

/** One check of one document: one click; a "no" with its reason. */
export async function judge(page: Page, kind: string, check: string, verdict: 'sesuai' | 'unggah_ulang' | 'tolak' = 'sesuai', why?: { reason: string; note: string }): Promise<void> {
  const card = page.getByRole('region', { name: documentLabel(kind), exact });
  const row = card.getByRole('group', { name: new RegExp(`^${escaped(label(`periksa.${check}`))}`) });
  const button = row.getByRole('button', { name: label(`nilai.${verdict}`), exact });
  await button.click();
  if (why) {
    await pick(card, label('ui.kekurangan.alasan'), label(`alasan.${why.reason}`));
    await write(card, label('ui.dokumen.catatan_pemohon'), why.note);
    await card.getByRole('button', { name: label('ui.simpan'), exact }).click();
    await card.getByText(`${label(`alasan.${why.reason}`)} – “${why.note}”`).waitFor();
  }
  await row.locator('button[aria-pressed=true]:not([disabled])').and(row.getByRole('button', { name: label(`nilai.${verdict}`), exact })).waitFor();
}

/** Judges every hit on the screen. */
export async function judgeHits(page: Page, verdict: 'sama' | 'bukan_yang_sama', reason: string): Promise<number> {
  const open = page.getByRole('group', { name: label('ui.temuan.penilaian') });
  const cards = page.getByRole('article').filter({ has: open });
  await page.getByText(/ditinjau|Tidak ada temuan/).first().waitFor();
  let judged = 0;
  for (; await cards.count() > 0; judged += 1) {
    const left = await cards.count();
    const card = cards.first();
    await card.getByRole('button', { name: label(`nilai.${verdict}`), exact }).click();
    await write(card, label('ui.temuan.alasan'), reason);
    await card.getByRole('button', { name: label('ui.temuan.simpan'), exact }).click();
    await cards.nth(left - 1).waitFor({ state: 'detached' });
  }
  return judged;
}

/** The second person agrees with every hit that waits, on the cards or on one tab after another. */
export async function confirmHits(page: Page): Promise<void> {
  const confirm = page.getByRole('button', { name: label('ui.temuan.konfirmasi') });
  const waiting = page.getByRole('article').filter({ has: confirm });
  await waiting.first().waitFor();
  while (await waiting.count() > 0) {
    const hit = await waiting.first().getAttribute('data-ref');
    const card = page.locator(`article[data-ref="${hit}"]`);
    await write(card, label('ui.temuan.alasan_konfirmasi'), 'Diperiksa ulang: orang yang sama.');
    await card.getByRole('button', { name: label('ui.temuan.konfirmasi') }).click();
    await card.getByRole('button', { name: label('ui.temuan.konfirmasi') }).waitFor({ state: 'detached' });
  }
}

/** Closes the open task of this kind: done just now, with the proof field by field. */
export async function closeTask(page: Page, kind: string, proof: Record<string, string>): Promise<void> {
  const card = page.getByRole('region', { name: label(`tugas.${kind}`), exact });
  await card.getByRole('button', { name: label('ui.tugas.catat_bukti'), exact }).click();
  await card.getByRole('button', { name: label('ui.waktu.sekarang'), exact }).click();
  for (const [field, text] of Object.entries(proof)) await write(card, label(field), text);
  await card.getByRole('button', { name: label('ui.tugas.simpan_bukti'), exact }).click();
  await card.getByText(label('ui.tugas.selesai'), { exact }).waitFor();
}

/** The checklist of originals and the person in front of the camera; documents not named as bad agree with their scan. */
export async function checkOriginals(page: Page, kinds: readonly string[], bad: readonly string[] = []): Promise<void> {
  for (const kind of kinds) {
    const box = bad.includes(kind) ? label('ui.daftar_periksa.ada') : label('ui.daftar_periksa.sesuai_asli');
    await page.getByRole('checkbox', { name: `${label(`dokumen.${kind}`)}: ${box}`, exact }).check();
    await save(page.getByRole('row', { name: new RegExp(`^${escaped(label(`dokumen.${kind}`))}`) }));
  }
  const person = page.getByRole('region', { name: label('ui.daftar_periksa.orang') });
  await person.getByRole('checkbox', { name: label('periksa.orang_sesuai_foto') }).check();
  await person.getByRole('checkbox', { name: label('periksa.persetujuan_panggilan') }).check();
  await save(person);
}

async function save(part: Locator): Promise<void> {
  await part.getByRole('button', { name: label('ui.simpan') }).click();
  await part.getByRole('button', { name: label('ui.tersimpan') }).waitFor();
}

/** Reason from the list and a note, as most endings ask. */
export const because = (reason: string, note: string) => async (form: Locator): Promise<void> => {
  await pick(form, label('isian.alasan'), label(`alasan.${reason}`));
  await write(form, label('isian.catatan'), note);
};

/** Another tab of the case page. */
export async function openTab(page: Page, tab: 'kerja' | 'isian' | 'pemeriksaan' | 'surat' | 'dokumen' | 'catatan' | 'riwayat'): Promise<Locator> {
  await page.getByRole('tab', { name: label(`ui.tab.${tab}`), exact }).click();
  return page.getByRole('tabpanel');
}

/** What the history shows, newest first: the act, who did it, what was said. */
export async function historyOf(page: Page): Promise<string> {
  const tab = await openTab(page, 'riwayat');
  await tab.getByRole('listitem').first().waitFor();
  const text = await tab.innerText();
  await openTab(page, 'kerja');
  return text;
}
