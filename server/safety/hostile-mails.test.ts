/**
 * R22: hostile names, subjects and addresses, handed in where an applicant and where staff type them, and each mail read as an SMTP server gets it: one
 * recipient, the one it was meant for, and no header of theirs. A few of them in the suite, all by `npm run faults -- --only R22`.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { formOf, KINDS } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { evenly } from '../testing/fault-runs.ts';
import { nastyStrings } from '../testing/nasty-strings.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const EVIL = 'jahat@contoh.test';
/** Line breaks in every spelling, separators of addresses, and ends of quoted names; each between a good address and a second one, and inside one. */
const BREAKS = ['\r\nBcc: ', '\nTo: ', '\r', '\r\n\r\n', ',', ', ', ';', ' ', '>,<', '\u0000', '\u2028', '%0d%0aBcc:', '\t', '(x)', '\\,', '"', '@'];
const ADDRESSES = BREAKS.flatMap((sign) => [`rina@pemohon.test${sign}${EVIL}`, `rina${sign}${EVIL}`]);

let sink: SmtpSink;
let test: TestLoket;
let admin: Client;
let helpdesk: Client;

beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestLoket({ seed: 45, smtpUrl: sink.url });
  await test.database.ownerDb('offices').update({ settings: test.db.raw(`settings || '{"mailsPerMinute":100000}'`) });
  [admin, helpdesk] = [await test.world.officer('admin'), await test.world.officer('helpdesk')];
}, 120_000);
afterAll(async () => { await test.stop(); await sink.close(); });
beforeEach(() => { sink.received.length = 0; });

/** Hands in an application with these words; its files are drafts that lie there already. */
async function applyWith(typed: object): Promise<{ status: number; body: unknown; email: string }> {
  const person = test.world.people();
  const documents: Record<string, string> = {};
  for (const kind of KINDS) {
    const id = randomUUID();
    await test.db('uploads').insert({ id, source: 'publik', original_name: `${kind}.pdf`, type: 'application/pdf', received_sha256: id, received_bytes: 1, stored_sha256: id, stored_bytes: 1, storage_key: `uploads/${id.slice(0, 2)}/${id}`, page_count: 1, scan_state: 'belum_dipindai', expires_at: new Date(Date.now() + 86_400_000) });
    documents[kind] = id;
  }
  const answer = await test.client().request('POST', '/api/public/applications', { kantor: test.world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents, ...typed }, { 'Idempotency-Key': randomUUID() });
  return { ...answer, email: person.email };
}
const invite = (name: string, email: string) => admin.request('POST', '/api/users', { name, email, roles: ['helpdesk'], via: 'surel' });

const OURS = new Set(['auto-submitted', 'content-language', 'content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'reply-to', 'subject', 'to']);
/** What went out since the last look: each to one of these, and nothing in its head that is not ours. Returns to whom, in order. */
async function goneTo(expected: readonly string[], about: unknown): Promise<string[]> {
  await test.world.settle();
  const mails = sink.received.splice(0);
  for (const { from, to, mail, raw } of mails) {
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    const foreign = mail.headers.map(({ key }) => key).filter((key) => !OURS.has(key));
    const twice = [...OURS].filter((key) => mail.headers.filter((header) => header.key === key).length > 1);
    expect({ about, from, recipients: to.length, meant: to.every((address) => expected.includes(address.toLowerCase())), shown: mail.to?.map(({ address }) => address), foreign, twice, broken: /[^\r]\n|\r[^\n]/.test(head) })
      .toEqual({ about, from: 'loket@kantor.test', recipients: 1, meant: true, shown: to, foreign: [], twice: [], broken: false });
  }
  return mails.flatMap(({ to }) => to).toSorted();
}
/** Taken, or refused with its field: nothing else, whatever was typed. */
const taken = (about: unknown, { status }: { status: number }, good: number): boolean => {
  expect({ about, status }).toEqual({ about, status: status === good ? good : 422 });
  return status === good;
};
const told = (figure: object) => { if (process.env.LOKET_FAULT_RUNS) process.stderr.write(`${JSON.stringify({ R22: figure })}\n`); };

describe('R22: hostile words through the forms', () => {
  it('as an applicant\'s name and street, a colleague\'s name, a subject, a note and the name of the office reach one recipient and add nothing', async () => {
    const counts = { strings: 0, applied: 0, invited: 0, worded: 0, noted: 0, mails: 0 };
    const office = await test.db('offices').where({ code: test.world.office }).first<{ id: string; name: string }>('id', 'name');
    for (const [n, text] of nastyStrings(8).entries()) {
      counts.strings += 1;
      const worded = await admin.request('POST', '/api/letter-templates', { procedure: 'registrasi_perseorangan', letter: 'konfirmasi_penerimaan', subject: `{nomor} ${text}`, body: `Yth. {nama},\n\n${text}\n\nSimpan tautan Anda:\n{tautan}`, validFrom: test.clock.now().toISOString().slice(0, 10) });
      counts.worded += Number(taken({ wording: text }, worded, 201));
      // The name of the office is the name of the sender.
      await test.database.ownerDb('offices').where({ id: office.id }).update({ name: text.replaceAll('\u0000', '').toWellFormed() || office.name });
      const applied = await applyWith({ nama: text, alamat: text });
      const colleague = `rekan.${n}@kantor.test`;
      const invited = taken({ colleague: text }, await invite(text, colleague), 201);
      counts.invited += Number(invited);
      const meant = invited ? [colleague] : [];
      if (taken({ applicant: text }, applied, 201)) {
        counts.applied += 1;
        meant.push(applied.email);
        const { id } = await test.db('cases').where({ number: (applied.body as { caseNumber: string }).caseNumber }).first<{ id: string }>('id');
        await helpdesk.post(`/api/cases/${id}/claim`);
        const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${id}`);
        const noted = await helpdesk.request('POST', `/api/cases/${id}/actions/nyatakan_bukan_permohonan`, { requestId: randomUUID(), seenVersion: version, input: { alasan: 'TTP-02', catatan: text } });
        if (taken({ note: text }, noted, 200)) { counts.noted += 1; meant.push(applied.email); }
      }
      const gone = await goneTo(meant, text);
      // None fewer either: whoever was meant hears.
      expect({ text, gone }).toEqual({ text, gone: meant.toSorted() });
      counts.mails += gone.length;
    }
    await test.database.ownerDb('offices').where({ id: office.id }).update({ name: office.name });
    told(counts);
    for (const [what, count] of Object.entries(counts)) expect({ what, some: count > 0 }).toEqual({ what, some: true });
  }, 2_400_000);

  it('as an address are nobody\'s, or reach that one address', async () => {
    const counts = { addresses: 0, refused: 0, mails: 0 };
    for (const address of [...evenly(ADDRESSES, 8), ...nastyStrings(4)]) {
      counts.addresses += 1;
      const applied = taken({ applicant: address }, await applyWith({ email: address }), 201);
      const invited = taken({ colleague: address }, await invite('Rekan Contoh', address), 201);
      counts.refused += Number(!applied) + Number(!invited);
      const gone = await goneTo([address.trim().toLowerCase()], address);
      expect({ address, gone: gone.length }).toEqual({ address, gone: Number(applied) + Number(invited) });
      counts.mails += gone.length;
    }
    told(counts);
    // Nearly all: an address with a percent or a plus in it is one address.
    expect(counts.refused).toBeGreaterThan(counts.addresses);
  }, 1_200_000);
});
