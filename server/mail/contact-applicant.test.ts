/** Telephone and WhatsApp: what is announced is what holds, by a way that reaches. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { ContactLink } from '../domain/contract/mail.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
let walked: Walked;
beforeAll(async () => {
  test = await startTestLoket({ seed: 68 });
  walked = await (walks.pengarsipan as (typeof walks)[string])(test.world);
}, 90_000);
afterAll(() => test.stop());

const linkOf = async () => (await test.world.officer('helpdesk')).post<ContactLink>(`/api/cases/${walked.caseId}/contact-link`, {});
const letterOf = (id: string | null) => test.db('letters').where({ id }).first<{ kind: string; state: string }>('kind', 'state');

it('the newest letter that holds is announced, not one that was taken back', async () => {
  const receipt = await test.db('letters').where({ case_id: walked.caseId, kind: 'tanda_terima' }).first<{ id: string }>('id');
  expect(await letterOf((await linkOf()).letterId)).toMatchObject({ kind: 'tanda_terima' });
  await (await test.world.officer('penyelia')).act(walked.caseId, 'cabut_surat', { suratId: receipt.id, catatan: 'Terbit untuk orang yang salah.' });
  const link = await linkOf();
  expect(await letterOf(link.letterId)).toMatchObject({ state: 'berlaku' });
  expect(link.text).not.toContain('Tanda Terima');
});

it('a contact tells of a letter of this case only', async () => {
  const other = await (walks.pengarsipan as (typeof walks)[string])(test.world);
  const foreign = await test.db('letters').where({ case_id: other.caseId }).first<{ id: string }>('id');
  const own = await test.db('letters').where({ case_id: walked.caseId }).first<{ id: string }>('id');
  const helpdesk = await test.world.officer('helpdesk');
  const note = (letterId: string) => helpdesk.request('POST', `/api/cases/${walked.caseId}/contacts`, { requestId: randomUUID(), channel: 'telepon', reached: true, letterId }).then(({ status }) => status);
  expect([await note(foreign.id), await note(randomUUID()), await note(own.id)]).toEqual([422, 422, 201]);
  expect(await test.db('contacts').where({ case_id: walked.caseId }).pluck('letter_id')).toEqual([own.id]);
}, 60_000);

it('a fixed line is telephoned: it has no WhatsApp', async () => {
  expect((await linkOf()).whatsapp).toMatch(/^https:\/\/wa\.me\/628/);
  await test.db('case_subjects').where({ case_id: walked.caseId }).update({ phone: '+62541123456' });
  expect(await linkOf()).toMatchObject({ whatsapp: null, telephone: 'tel:+62541123456', phone: '+62541123456' });
});
