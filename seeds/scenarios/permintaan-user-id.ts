/** Walks of seed 004, question 1: a supplier asks for its user ID. Who is to be found was registered through the first procedure. */
import { randomUUID } from 'node:crypto';
import type { CaseSeen } from '../../server/testing/client.ts';
import type { Person } from './people.ts';
import { endings as registrations } from './registrasi-perseorangan.ts';
import { judgeHits, fileAway, submit, take, withPerson, type Walked, type World } from './world.ts';

export const procedure = 'permintaan_user_id';

const formOf = (person: Person): Record<string, string> => ({ nama: person.nama, alamat: person.alamat, npwp: person.npwp, nib: person.nib, email: person.email });

const apply = (world: World): Promise<Walked> => submit(world, procedure, formOf, []);

async function toMatching(world: World): Promise<Walked> {
  const walked = await apply(world);
  const helpdesk = await world.officer('helpdesk');
  world.forward(6);
  await take(helpdesk, walked.caseId);
  world.forward(1);
  await helpdesk.act(walked.caseId, 'mulai_mencocokkan');
  return walked;
}

/** The applicant was registered before. */
async function toTelling(world: World): Promise<Walked> {
  const known = await registrations.disetujui(world);
  const walked = await toMatching(withPerson(world, known.person));
  const helpdesk = await world.officer('helpdesk');
  world.forward(3);
  await judgeHits(helpdesk, walked.caseId, 'lpse_lain', 'nilai_kandidat', 'sama');
  await helpdesk.act(walked.caseId, 'nyatakan_cocok', {
    lpse: 'LPSE Provinsi Kalimantan Timur', userId: walked.person.userId, nama_cocok: true, alamat_cocok: true, npwp_cocok: true, email_cocok: true,
    catatan: 'Keempat data dicocokkan dengan data penyedia pada aplikasi SPSE.',
  });
  return walked;
}

/** Every outcome; the case then waits for the archive. */
export const endings = {
  async user_id_disampaikan(world: World): Promise<Walked> {
    const walked = await toTelling(world);
    const helpdesk = await world.officer('helpdesk');
    world.forward(2);
    const tasks = await helpdesk.get<{ id: string; state: string }[]>(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId }))}`);
    for (const task of tasks.filter((candidate) => candidate.state === 'terbuka')) {
      await helpdesk.act(walked.caseId, 'selesaikan_tugas', { tugasId: task.id, bukti: { waktu: world.now().toISOString(), nomorBukti: `Surel jawaban ${walked.number}` } });
    }
    await helpdesk.act(walked.caseId, 'nyatakan_disampaikan');
    return walked;
  },
  async tidak_ditemukan(world: World): Promise<Walked> {
    const walked = await toMatching(world);
    const helpdesk = await world.officer('helpdesk');
    world.forward(4);
    await judgeHits(helpdesk, walked.caseId, 'lpse_lain', 'nilai_kandidat', 'bukan_yang_sama');
    await helpdesk.act(walked.caseId, 'nyatakan_tidak_ditemukan', { alasan: 'DUP-02', catatan: 'NPWP dan e-mail tidak terdaftar pada LPSE kami.' });
    return walked;
  },
  async ditarik(world: World): Promise<Walked> {
    const walked = await toMatching(world);
    await world.applicant.post(`/api/public/applications/${walked.token}/withdraw`, { requestId: randomUUID() });
    return walked;
  },
  async bukan_permohonan(world: World): Promise<Walked> {
    const walked = await apply(world);
    const helpdesk = await world.officer('helpdesk');
    await take(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'nyatakan_bukan_permohonan', { alasan: 'TTP-02', catatan: 'Kiriman percobaan.' });
    return walked;
  },
};

/** Archiving, with the code of this procedure. */
export const archive = (world: World, walked: Walked): Promise<CaseSeen> =>
  fileAway(world, walked, { kode: '500.12.6.5', uraian: `Permintaan user ID ${walked.number}`, lokasi: 'Penyimpanan digital, rak B', tingkat: 'salinan_digital' });

/** Ways to every place. */
export const walks: Record<string, (world: World) => Promise<Walked>> = {
  diterima: apply,
  mencocokkan: toMatching,
  menyampaikan: toTelling,
  pengarsipan: endings.tidak_ditemukan,
  async diarsipkan(world) {
    const walked = await endings.tidak_ditemukan(world);
    await archive(world, walked);
    return walked;
  },
};

const archived = (name: keyof typeof endings) => async (world: World): Promise<void> => {
  await archive(world, await endings[name](world));
};

/** A few requests beside the registrations of a first start. */
export const samples = [
  ...(Object.keys(endings) as (keyof typeof endings)[]).map((name) => ({ name: `user id: ${name}`, times: 1, walk: archived(name) })),
  { name: 'user id: menunggu arsip', times: 1, walk: endings.tidak_ditemukan },
  { name: 'user id: menyampaikan', times: 1, walk: toTelling },
  { name: 'user id: mencocokkan', times: 1, walk: toMatching },
  { name: 'user id: diterima', times: 2, walk: apply },
];
