import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inputKeys, sopKeys } from '../../testing/sop-keys.ts';
import { obstacleKeysIn } from '../../testing/source-keys.ts';
import { allSops } from '../sop/catalogue.ts';
import * as inputs from '../sop/inputs.ts';
import { areas } from './areas.ts';
import { en } from './en.ts';
import { fieldWords } from './field-words.ts';
import { guardWords } from './guard-words.ts';
import { id } from './id.ts';
import { obstacleWords } from './obstacle-words.ts';
import { placeAndActWords } from './place-and-act-words.ts';
import { reasonGroups, reasons, reasonsOf } from './reasons.ts';
import { sopWords } from './sop-words.ts';
import { catalogue, translate } from './translate.ts';
import { uiWords } from './ui-words.ts';

const GUARDS = readdirSync(new URL('../sop/guards/', import.meta.url));
const source = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const holes = (text: string | undefined) => [...new Set([...(text ?? '').matchAll(/%\{(\w+)\}/g)].map((match) => match[1]))].sort();
const both = [catalogue('id'), catalogue('en')];
const unknown = (keys: readonly string[]) => [...new Set(keys)].filter((key) => !both.every((texts) => key in texts));

describe('the two languages', () => {
  it('say the same things', () => expect(Object.keys(catalogue('en')).sort()).toEqual(Object.keys(catalogue('id')).sort()));

  it('fill the same places in a sentence', () => {
    const differing = Object.keys(catalogue('id')).filter((key) => holes(catalogue('id')[key]).join() !== holes(catalogue('en')[key]).join());
    expect(differing).toEqual([]);
  });

  it('leave no sentence empty, and none that reads like an unfilled place', () => {
    const odd = both.flatMap((texts) => Object.entries(texts)).filter(([, text]) => text.trim() !== text || text === '' || /[{]{2}|undefined/.test(text) || /%\{(?!\w+(?:\|[^|}]+\|[^|}]+)?\})/.test(text));
    expect(odd).toEqual([]);
  });

  // The words about numbering name the marks an admin types; everything else in braces alone was meant to be filled in.
  it('fill in nothing on a screen that is written like a mark of a template', () => {
    const marked = [uiWords.id, uiWords.en].flatMap((texts) => Object.entries(texts)).filter(([, text]) => /(?<!%)\{\w+\}/.test(text)).map(([key]) => key);
    expect([...new Set(marked)]).toEqual(['ui.kantor.nomor_isi']);
  });

  it('use no plural marks in Indonesian, which has no plural form', () => {
    expect(Object.entries(id).filter(([, text]) => text.includes('||||'))).toEqual([]);
  });

  it('define each key once, so that no area silently changes the words of another', () => {
    const parts = [placeAndActWords, obstacleWords, guardWords, fieldWords, ...areas.filter((area) => area !== sopWords)];
    const seen = [...parts.map((area) => area.id), ...allSops.map((sop) => sop.messages.id)].flatMap((words) => Object.keys(words));
    expect(Object.keys(catalogue('id')).length).toBe(new Set(seen).size);
    expect(seen.filter((key, index) => seen.indexOf(key) !== index)).toEqual([]);
  });

  it('define each word of a screen once: of two the later file won, and a page spoke with the word of another', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^ui-.*\.ts$/.test(file));
    const seen = files.flatMap((file) => [...source(file).matchAll(/^\s+'(ui\.[^']+)':/gm)].map(([, key]) => key));
    expect(new Set(seen).size).toBe(Object.keys(uiWords.id).length);
    expect(seen.filter((key, index) => seen.indexOf(key) !== index)).toEqual([]);
  });
});

describe('every key that is mentioned exists', () => {
  it.each(allSops.map((sop) => ({ name: `${sop.code} v${sop.version}`, sop })))('in $name', ({ sop }) => {
    const keys = sopKeys(sop);
    expect(keys.length).toBeGreaterThan(20);
    expect(unknown(keys)).toEqual([]);
  });

  it.each([...GUARDS.map((file) => `../sop/guards/${file}`), '../workflow.ts'])('in %s', (file) => {
    const keys = obstacleKeysIn(source(file)).map((key) => `hambatan.${key}`);
    expect(keys.length).toBeGreaterThanOrEqual(file.endsWith('obstacle.ts') ? 0 : 5);
    expect(unknown(keys)).toEqual([]);
  });

  it('in the errors and obstacles of the whole server', () => {
    const files = readdirSync(new URL('../..', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const keys = files.flatMap((file) => [...source(`../../${file}`).matchAll(/'((?:galat|hambatan)\.\w[\w.]*\w)'/g)].map((match) => match[1] ?? ''));
    expect(keys.length).toBeGreaterThanOrEqual(100);
    expect(unknown(keys)).toEqual([]);
  });

  it('in the shapes of what is typed', () => {
    const keys = Object.values(inputs).flatMap((shape) => inputKeys(shape));
    expect(keys).toContain('nilai.bukan_yang_sama');
    expect(unknown(keys)).toEqual([]);
  });

  it('for every part, workspace and origin', () => {
    const parts = ['helpdesk', 'verifikator', 'penyelia', 'arsiparis', 'admin_kantor', 'admin_sistem', 'pemeriksa', 'pemohon', 'sistem', 'pihak_luar'];
    const workspaces = ['penerimaan', 'dokumen', 'daftar_hitam', 'surat', 'menunggu', 'lpse_lain', 'jadwal', 'verifikasi', 'keputusan', 'arsip', 'terkunci'];
    const origins = ['tautan', 'loket', 'email', 'whatsapp'];
    expect(unknown([...parts.map((part) => `peran.${part}`), ...workspaces.map((space) => `ruang_kerja.${space}`), ...origins.map((origin) => `asal.${origin}`)])).toEqual([]);
  });
});

describe('obstacle keys are read from the code', () => {
  it.each([
    { name: 'a call', text: "obstacle('satu', { a: 1 })", keys: ['satu'] },
    { name: 'a choice', text: "obstacle(hit.verdict ? 'satu' : 'dua', undefined)", keys: ['satu', 'dua'] },
    { name: 'a template', text: 'obstacle(`${check}_belum`)', keys: ['daftar_hitam_belum', 'lpse_lain_belum'] },
    { name: 'a literal', text: "{ key: 'hambatan.tiga' }", keys: ['tiga'] },
  ])('$name', ({ text, keys }) => expect(obstacleKeysIn(text)).toEqual(keys));

  it('refuses a template it cannot expand', () => expect(() => obstacleKeysIn('obstacle(`x_${baru}`)')).toThrow('${baru}'));
});

describe('reasons', () => {
  it('have the shape an input takes, each once', () => {
    expect(reasons.filter((entry) => !inputs.reason.safeParse(entry.code).success || entry.groups.length === 0)).toEqual([]);
    expect(new Set(reasons.map((entry) => entry.code)).size).toBe(reasons.length);
  });

  it('keep the codes found in practice', () => {
    const practice = ['DH-01', 'DUP-01', 'DUP-02', 'DOC-01', 'DOC-02', 'DOC-03', 'DOC-04', 'DOC-05', 'DOC-06', 'ID-01', 'VER-01', 'VER-02', 'FRD-01'];
    expect(practice.filter((code) => reasonGroups(code).length === 0)).toEqual([]);
    expect(unknown(practice.map((code) => `alasan.${code}`))).toEqual([]);
  });

  it('are there for every group an act offers', () => {
    const offered = allSops.flatMap((sop) => Object.values(sop.actions).flatMap((action) => (action.reasons ? [action.reasons] : [])));
    expect(offered.filter((group) => reasonsOf(group).length === 0)).toEqual([]);
  });

  it('belong to their groups only', () => {
    expect(reasonGroups('DOC-04')).toEqual(['kekurangan', 'penolakan']);
    expect(reasonsOf('jadwal').map((entry) => entry.code)).toEqual(['VER-01', 'JDW-01', 'JDW-02', 'JDW-03']);
    expect(reasonGroups('XX-99')).toEqual([]);
  });
});

describe('translate', () => {
  it.each([
    { name: 'a parameter that is a key', key: 'hambatan.dokumen_tidak_ada', params: { dokumen: 'dokumen.ktp' }, says: 'Scan KTP pribadi belum ada. Mintalah kepada pemohon melalui daftar kekurangan.' },
    { name: 'several keys', key: 'hambatan.empat_mata', params: { aksi: 'aksi.nilai_temuan, aksi.nyatakan_bersih' }, says: expect.stringContaining('"Simpan penilaian temuan, Nyatakan bersih dari daftar hitam"') },
    { name: 'a number', key: 'hambatan.surat_belum_sampai', params: { jumlah: 2 }, says: expect.stringMatching(/^2 surat /) },
    { name: 'a name', key: 'hambatan.dipegang_orang_lain', params: { nama: 'Rina, S.H.' }, says: expect.stringContaining('dikerjakan Rina, S.H.; mintalah') },
    { name: 'an unknown key', key: 'tidak.ada', params: {}, says: 'tidak.ada' },
  ])('fills in $name', ({ key, params, says }) => expect(translate(key, params as Record<string, string | number>)).toEqual(says));

  it('speaks English when asked', () => expect(translate('hasil.disetujui', {}, 'en')).toBe(en['hasil.disetujui']));
  it('carries the words a procedure brings along', () => expect(translate('langkah.registrasi_perseorangan.7')).toBe('Memeriksa daftar hitam'));
});
