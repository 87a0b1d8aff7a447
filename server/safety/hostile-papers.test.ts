/** R16 on paper and in exports: a hostile text stands there to the letter, or was refused with a reason; read back by programs that are not ours. */
import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { openPromise } from 'yauzl';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { findUnprintable, onPaper } from '../domain/printable.ts';
import { drawLetter } from '../letters/letter-pdf.ts';
import type { LetterPaper } from '../letters/letter-paper.ts';
import { nastyStrings } from '../testing/nasty-strings.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
let walked: Walked;
const folder = mkdtempSync(path.join(tmpdir(), 'loket-kertas-'));
beforeAll(async () => {
  test = await startTestLoket({ seed: 43 });
  walked = await (walks.cek_unggahan as (typeof walks)[string])(test.world);
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.stop();
});

/** One of each kind that the notes name, whatever a small run draws. */
const NAMED = ['=HYPERLINK("http://jahat.test","x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '<b>tebal</b>', '"><img src=x onerror=alert(1)>', 'Rina\u202eotnoC\u202c', 'Rina\u200bContoh', 'Rina\u200dContoh',
  'a\u0000b', 'a\u0001b', '\u001b[31mmerah', 'n'.repeat(400), `Rina ${'w'.repeat(200)} Contoh`, '🙂', '👩‍👩‍👧', '\u{10348}', '𝕽𝖎𝖓𝖆', '\ud800', 'e\u0301\u0302', '_x0041_', 'a\u2028b', ']]>', '&lt;', 'D’Arc – “Zoë” Ŕíń', 'Ω≈ç√', '漢字', 'عربى', ' tepi ', 'dua\nbaris'];
/** Nothing that comes to stand on a letter may be longer: a note has 2,000 signs, a name 120. */
const LONGEST = 2_000;
const texts = () => [...new Set([...NAMED, ...nastyStrings(25)])].filter((text) => text.trim() !== '' && text.length <= LONGEST);

const printed = z.string().superRefine(onPaper);
/** Spaces and ends of lines are where the typesetter puts them; a letter with its accent is one sign or two. */
// An i under a mark loses its dot: the typeface draws it so, and a reader takes what is drawn.
const bare = (text: string) => text.normalize('NFKC').replace(/ı(?=\p{M})/gu, 'i').replace(/[\s\u00ad]+/g, '');

const has = (program: string) => spawnSync(program, ['-v']).error === undefined;
(has('pdftotext') ? describe : describe.skip)('R16: on paper', () => {
  /** What poppler reads of a letter that holds the text in every kind of place. */
  async function readLetter(text: string): Promise<string> {
    const paper: LetterPaper = {
      letterhead: { lines: ['LPSE Contoh'], address: 'Jalan Contoh 1', contact: 'lpse@contoh.test' }, title: 'Berita Acara', number: '000.3.5/0012/LPSE/XI/2026', date: '20 November 2026', issuedAt: '2026-11-20T02:00:00.000Z',
      subject: text, addressee: `MULAI1${text}AKHIR1`, facts: [{ label: 'Nama', value: `MULAI2${text}AKHIR2` }], paragraphs: [`MULAI3${text}AKHIR3`], documents: null, office: 'LPSE Contoh', officer: 'Rina Petugas',
    };
    const file = path.join(folder, `${randomUUID()}.pdf`);
    writeFileSync(file, await drawLetter({ paper, publicCode: '7K3MQ9T2XVBN4R8HZC0WFD5J1P', verifyUrl: 'https://loket.contoh.test/periksa/7K3MQ9T2XVBN4R8HZC0WFD5J1P' }));
    const { stdout, status } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
    expect({ text, status }).toEqual({ text, status: 0 });
    rmSync(file);
    return bare(stdout.replaceAll(/000\.3\.5\/0012\/LPSE\/XI\/2026 · Halaman \d+ dari \d+|\f/g, ''));
  }

  it('a text stands to the letter, or is refused and the sign is named', async () => {
    const counts = { printed: 0, refused: 0 };
    for (const text of texts()) {
      const read = printed.safeParse(text);
      if (!read.success) {
        counts.refused += 1;
        expect(read.error.issues[0]).toMatchObject({ message: 'galat.isian.tak_tercetak', params: { tanda: expect.stringMatching(/^(?:U\+[0-9A-F]{4,6}|“.+”)$/u) as unknown } });
        continue;
      }
      counts.printed += 1;
      const page = await readLetter(text);
      for (const at of [1, 2, 3]) expect({ text, at, stands: page.includes(bare(`MULAI${at}${text}AKHIR${at}`)) }).toEqual({ text, at, stands: true });
    }
    expect(counts.printed).toBeGreaterThan(10);
    expect(counts.refused).toBeGreaterThan(10);
    process.stdout.write(`${JSON.stringify({ kertas: counts })}\n`);
  }, 900_000);

  it('what came in by another door leaves a box where a sign would be, and no sign that turns or hides others', async () => {
    const page = await readLetter('Rina\u202e🙂\u200b漢\u0001Contoh');
    expect(page).toContain('MULAI1Rina□□ContohAKHIR1');
  });
});

describe('R16: at the doors of what comes to stand on papers', () => {
  const HOSTILE = ['Rina\u202eotnoC', 'Rina\u200bContoh', 'Rina 🙂', 'Rina 漢字'];
  it('an applicant, an officer at an act, an office and an account are told which sign cannot be printed', async () => {
    const helpdesk = await test.world.officer('helpdesk');
    const admin = await test.world.officer('admin');
    const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${walked.caseId}`);
    for (const text of HOSTILE) {
      const sign = findUnprintable(text) ?? '?';
      const doors: [string, { status: number; body: unknown }, string][] = [
        ['pemohon', await test.client().request('POST', '/api/public/checks', { fields: { nama: text } }), 'nama'],
        ['tindakan', await helpdesk.request('POST', `/api/cases/${walked.caseId}/actions/catat_penyimpangan`, { requestId: randomUUID(), seenVersion: version, input: { jenis: 'perlengkapan', catatan: `Keterangan ${text}` } }), 'catatan'],
        ['akun', await admin.request('POST', '/api/users', { name: text, email: 'tanda@kantor.test', roles: ['helpdesk'], auditor: null, via: 'cetak' }), 'name'],
        ['alasan', await admin.request('POST', '/api/reasons', { code: 'UJI-01', groups: ['kekurangan'], id: `Alasan ${text}`, en: 'Reason', active: true, position: 900 }), 'id'],
      ];
      for (const [door, { body }, field] of doors) expect({ door, text, told: (body as { errors?: Record<string, string> }).errors?.[field]?.includes(sign) }).toEqual({ door, text, told: true });
    }
  });
});

/** Cells of the first sheet by an XML reader that refuses what XML does not allow; `_xHHHH_` is how the format writes what XML cannot hold (ECMA-376, ST_Xstring). */
async function readWorkbook(bytes: Buffer): Promise<{ cells: string[]; formulas: number }> {
  const file = path.join(folder, `${randomUUID()}.xlsx`);
  writeFileSync(file, bytes);
  const zip = await openPromise(file);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) pieces.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(pieces).toString('utf8'));
  }
  let formulas = 0;
  /** The texts of `name` elements; with `ofKind`, only within cells of that type. */
  const textsOf = (part: string, wanted: string, ofKind?: string) => {
    const found: string[] = [];
    let text = '';
    let kind: string | undefined;
    const parser = new SaxesParser();
    parser.on('error', (error) => { throw error; });
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'c') kind = attributes.t;
      if (name === wanted) text = '';
      if (name === 'f') formulas += 1;
    });
    parser.on('text', (piece) => { text += piece; });
    parser.on('closetag', ({ name }) => { if (name === wanted && (ofKind === undefined || kind === ofKind)) found.push(text); });
    parser.write(parts.get(part) ?? '').close();
    return found;
  };
  const shared = textsOf('xl/sharedStrings.xml', 't').map((text) => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 16))));
  const cells = textsOf('xl/worksheets/sheet1.xml', 'v', 's').map((index) => {
    expect(index).toMatch(/^\d+$/);
    return shared[Number(index)] ?? '';
  });
  return { cells, formulas };
}

describe('R16: in exports', () => {
  it('a text stands to the letter in CSV and XLSX, and none is a formula', async () => {
    // Straight into the table: what a file from before, or an import, may hold. PostgreSQL keeps neither NUL nor half a sign.
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    const names = texts().filter((text) => text.isWellFormed() && !text.includes('\u0000') && !/\d{9}|08\d|@\w/.test(text));
    for (const [index, name] of names.entries()) {
      const [user] = await test.database.ownerDb('users').insert({ office_id: office.id, email: `ekspor${index}@uji-masukan.test`, name, password_hash: 'x' }).returning<{ id: string }[]>('id');
      await test.database.ownerDb('user_roles').insert({ user_id: user?.id, role: 'helpdesk' });
    }
    const supervisor = await test.world.officer('penyelia');
    const take = async (format: string) => Buffer.from(await (await fetch(`${test.url}/api/exports`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', Origin: test.url, 'X-Requested-With': 'loket', Cookie: supervisor.cookie() }, body: JSON.stringify({ list: 'officer-load', format }),
    })).arrayBuffer());
    const csv = (parse(await take('csv'), { bom: true, record_delimiter: '\r\n' })).map((row) => row[0] ?? '');
    const { cells, formulas } = await readWorkbook(await take('xlsx'));
    expect(formulas).toBe(0);
    for (const name of names) {
      const starts = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(name);
      const expected = starts ? `'${name}` : name;
      // In CSV also behind what another program takes for the end of a cell.
      const inCsv = expected.replace(/([;,\r\n]\s*)(?=[=+\-@＝＋－＠])/g, "$1'");
      expect({ name, csv: csv.includes(inCsv), xlsx: cells.includes(expected) }).toEqual({ name, csv: true, xlsx: true });
    }
    for (const cell of [...csv, ...cells]) expect({ cell, formula: /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell) }).toEqual({ cell, formula: false });
  }, 300_000);
});
