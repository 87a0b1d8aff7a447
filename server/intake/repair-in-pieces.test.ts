/** What comes back in two pieces and by two ways is filed against the one request, each paper with the way it came (decision 8). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KTP_SHORT, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans, type Walked } from '../../seeds/scenarios/world.ts';
import { sweepDrafts } from '../documents/index.ts';
import { localStorage } from '../platform/storage.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

let test: TestLoket;
let helpdesk: Client;
let walked: Walked;
let drafts: Record<string, string>;
beforeAll(async () => {
  test = await startTestLoket({ seed: 173 });
  helpdesk = await test.world.officer('helpdesk');
  walked = await (walks.pengembalian as (typeof walks)[string])(test.world, KTP_SHORT);
  await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: ['ktp', 'npwp'].map((kunci) => ({ jenis: 'dokumen', kunci, alasan: 'DOC-02' })) });
}, 120_000);
afterAll(() => test.stop());
const keep = (dokumen: Record<string, string>) => helpdesk.post(`/api/cases/${walked.caseId}/drafts`, { kind: 'tindakan', key: 'kirim_perbaikan', content: { dokumen } });

it('keeps the piece that came first, in the draft of the act, for longer than a day', async () => {
  drafts = await uploadScans(helpdesk, '/api/uploads', ['ktp', 'npwp'], walked.person);
  await keep({ ktp: drafts.ktp ?? '' });
  // Drafts go by the clock of the database: nine days pass for both.
  await test.db('uploads').whereIn('id', Object.values(drafts)).update({ expires_at: test.db.raw('expires_at - make_interval(days => 9)') });
  await sweepDrafts(test.db, localStorage(test.config.uploadsDir));
  expect(await test.db('uploads').whereIn('id', Object.values(drafts)).pluck('id')).toEqual([drafts.ktp]);
});

it('leaves the files of another office as they are', async () => {
  const { id: other } = await test.db('offices').whereNot({ code: 'KALTIM' }).first<{ id: string }>('id');
  const { id: own } = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
  const until = () => test.db('uploads').where({ id: drafts.ktp }).first<{ expires_at: Date }>('expires_at');
  const before = await until();
  await test.db('uploads').where({ id: drafts.ktp }).update({ office_id: other });
  await keep({ ktp: drafts.ktp ?? '' });
  expect(await until()).toEqual(before);
  await test.db('uploads').where({ id: drafts.ktp }).update({ office_id: own });
});

it('gives a file that is named no more the day of a loose one, and leaves what a colleague still names', async () => {
  const { ktp = '', npwp = '' } = await uploadScans(helpdesk, '/api/uploads', ['ktp', 'npwp'], walked.person);
  const days = async (id: string) => Math.round(((await test.db('uploads').where({ id }).first<{ days: string }>(test.db.raw('extract(epoch from expires_at - clock_timestamp()) / 86400 as days'))).days as unknown as number));
  await keep({ ktp, npwp });
  expect([await days(ktp), await days(npwp)]).toEqual([30, 30]);
  await (await test.world.officer('helpdesk2')).post(`/api/cases/${walked.caseId}/drafts`, { kind: 'tindakan', key: 'kirim_perbaikan', content: { dokumen: { npwp } } });
  await keep({ ktp: drafts.ktp ?? '' });
  expect([await days(ktp), await days(npwp)]).toEqual([1, 30]);
});

it('is kept and filed at the same moment: the draft waits for the act, and neither is broken off', async () => {
  const { npwp = '' } = await uploadScans(helpdesk, '/api/uploads', ['npwp'], walked.person);
  const dokumen = { ktp: drafts.ktp ?? '', npwp };
  await keep(dokumen);
  // The act has its papers then, and has not yet forgotten what was typed for it.
  const held = await test.db.transaction();
  try {
    await held('repair_requests').where({ case_id: walked.caseId }).forNoKeyUpdate().select('id');
    const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${walked.caseId}`);
    const act = helpdesk.request('POST', `/api/cases/${walked.caseId}/actions/kirim_perbaikan`, { requestId: randomUUID(), seenVersion: version, input: { isian: {}, dokumen, asal: 'loket', asalDokumen: { ktp: 'whatsapp' } } });
    await untilWaiting(test.db, 1);
    const save = helpdesk.request('POST', `/api/cases/${walked.caseId}/drafts`, { kind: 'tindakan', key: 'kirim_perbaikan', content: { dokumen } });
    await untilWaiting(test.db, 2);
    await held.commit();
    expect([(await act).status, (await save).status]).toEqual([200, 200]);
  } finally {
    if (!held.isCompleted()) await held.rollback();
  }
}, 60_000);

it('files each paper with the way it came', async () => {
  expect(await test.db('documents').where({ case_id: walked.caseId, version: 2 }).orderBy('kind').select('kind', 'origin')).toEqual([{ kind: 'ktp', origin: 'whatsapp' }, { kind: 'npwp', origin: 'loket' }]);
  expect(await test.db('repair_requests').where({ case_id: walked.caseId }).pluck('closed_origin')).toEqual(['loket']);
});
