import { z } from 'zod';
import type { Place, TaskSpec } from '../model.ts';

const at = (place: string) => `publik.tempat.permintaan_user_id.${place}`;

/**
 * The user ID itself leaves by the office's own mail, to the address that is registered. A letter of ours is also read on the
 * applicant's page, and whoever filled in the form has that page before he has shown that the registered mailbox is his.
 */
const tell: TaskSpec = {
  kind: 'sampaikan_user_id', where: 'kantor', actor: 'helpdesk', step: 'sampaikan', standard: 'tidak_dinyatakan', blocks: ['nyatakan_disampaikan'],
  proof: z.object({
    waktu: z.iso.datetime({ offset: true }).meta({ label: 'isian.waktu_kirim_user_id', widget: 'datetime' }),
    nomorBukti: z.string().trim().min(3).max(120).meta({ label: 'isian.bukti_kirim_user_id' }),
  }),
};

export const places: Record<string, Place> = {
  diterima: { step: 'terima', turn: 'helpdesk', clock: 'jalan', workspace: 'penerimaan', publicText: at('diterima') },
  mencocokkan: { step: 'cocokkan', turn: 'helpdesk', clock: 'jalan', workspace: 'lpse_lain', publicText: at('mencocokkan') },
  menyampaikan: { step: 'sampaikan', turn: 'helpdesk', clock: 'jalan', workspace: 'surat', publicText: at('menyampaikan'), tasks: [tell] },
  pengarsipan: { step: 'arsip', turn: 'arsiparis', alsoServedBy: ['helpdesk'], clock: 'jalan', workspace: 'arsip', publicText: 'publik.tempat.selesai' },
  diarsipkan: { step: null, turn: null, clock: 'berhenti', workspace: 'terkunci', publicText: 'publik.tempat.selesai', final: true },
};
