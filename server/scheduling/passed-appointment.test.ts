/** An appointment whose time is over, and who came is not noted yet: both sides are told so, and nobody is asked for a "yes" to what is past. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import type { AppointmentItem, CalendarView } from '../domain/contract/scheduling.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 69 }); }, 90_000);
afterAll(() => test.stop());

it.each([true, false])('is past in words and in state (said yes: %s)', async (saidYes) => {
  const { caseId, token } = await (walks.terjadwal as (typeof walks)[string])(test.world);
  const verifikator = await test.world.officer('verifikator');
  const slot = async () => (await verifikator.get<AppointmentItem[]>(`/api/appointments?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`))[0];
  const asApplicant = () => test.world.applicant.get<ApplicationStatus>(`/api/public/applications/${token}`);
  const agreed = (await slot())?.answer === 'ya';
  if (saidYes && !agreed) await (await test.world.officer('helpdesk')).act(caseId, 'setujui_jadwal');
  if (!saidYes) await test.db('appointments').where({ case_id: caseId }).update({ state: 'diusulkan', answer: null });
  const before = await slot();
  expect(before).toMatchObject({ over: false, stateLabel: saidYes ? 'Dikonfirmasi' : 'Diusulkan' });
  expect((await asApplicant()).appointment).toMatchObject({ phase: 'akan' });
  if (!saidYes) expect((await asApplicant()).expected).toEqual(['Jawab jadwal verifikasi: "ya", atau minta waktu lain.']);

  test.clock.moveTo(new Date(String(before?.endsAt)));
  expect(await slot()).toMatchObject({ over: true, state: saidYes ? 'dikonfirmasi' : 'diusulkan', stateLabel: 'Lewat, kehadiran belum dicatat' });
  const week = await verifikator.get<CalendarView>(`/api/calendar?from=${encodeURIComponent(String(before?.startsAt))}&to=${encodeURIComponent(String(before?.endsAt))}`);
  expect(week.appointments.find((each) => each.caseId === caseId)).toMatchObject({ over: true, stateLabel: 'Lewat, kehadiran belum dicatat' });
  const seen = await asApplicant();
  expect(seen.appointment).toMatchObject({ phase: 'lewat' });
  expect(seen.placeText).toBe('Waktu verifikasi Anda sudah lewat. Petugas sedang mencatat hasilnya; lihat di bawah.');
  if (!saidYes) expect(seen.expected).toEqual(['Waktu verifikasi sudah lewat. Bila Anda belum bertemu petugas, minta waktu lain.']);

  await verifikator.act(caseId, 'catat_hadir');
  expect(await slot()).toMatchObject({ over: false, stateLabel: 'Hadir' });
  expect((await asApplicant()).appointment).toMatchObject({ phase: 'hadir' });
}, 90_000);
