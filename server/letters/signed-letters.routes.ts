import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { certifyBody, signedBody } from '../domain/contract/letters.ts';
import { InvalidError, NotFoundError, UnavailableError } from '../platform/errors.ts';
import { mayAudit } from '../platform/http/audit-scope.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import type { FileStorage } from '../platform/storage.ts';
import { findLetter } from './letters.repository.ts';
import { createSignatureService } from './signature.gateway.ts';
import { newestSigned } from './signed-letters.repository.ts';
import { keepCertified, keepSigned, validLetter } from './signed-letters.ts';

export interface SignedLetterDeps { db: Knex; clock: Clock; storage: FileStorage; config: { bsreUrl?: string | undefined } }

const idParams = z.object({ id: z.uuid() });

export function signedLetterRoutes({ db, clock, storage, config }: SignedLetterDeps): Route[] {
  const service = createSignatureService(config.bsreUrl);
  const noted = (trx: Knex | Knex.Transaction, call: Call, event: AuditEventName, caseId: string) => recordAudit(trx, {
    event, actorKind: 'staf', actorId: officerOf(call).id, officeId: officerOf(call).officeId, caseId, ref: `surat:${(call.params as { id: string }).id}`, requestId: call.requestId, ipHash: call.ipHash,
  });
  return [
    route({
      method: 'post', path: '/api/letters/:id/signed', summary: 'Keep the signed or stamped paper beside the generated letter', params: idParams, body: signedBody,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        await keepSigned(trx, { letterId: call.params.id, officeId: officer.officeId, uploadId: call.body.uploadId, how: call.body.how, by: officer.id, at: clock.now() });
        const letter = await validLetter(trx, officer.officeId, call.params.id);
        await noted(trx, call, 'unggah_surat_bertanda_tangan', letter.case_id);
        return { status: 204 };
      }),
    }),
    route({
      method: 'post', path: '/api/letters/:id/certify', summary: 'Sign a letter electronically (certified); off unless configured', params: idParams, body: certifyBody,
      limit: { name: 'tanda_tangan', points: 20, seconds: 3600, by: 'officer' },
      async handle(call) {
        const officer = officerOf(call);
        const letter = await validLetter(db, officer.officeId, call.params.id);
        if (!service) throw new UnavailableError('galat.bsre_tidak_aktif');
        if (letter.pdf_key === null) throw new UnavailableError('galat.pdf_belum_jadi');
        const signed = await service.sign({ pdf: await storage.read(letter.pdf_key), nik: call.body.nik, passphrase: call.body.passphrase });
        if (!signed.ok) {
          if (signed.why === 'ditolak') throw new InvalidError({ passphrase: { key: 'galat.bsre_ditolak' } });
          throw new UnavailableError('galat.bsre_tidak_terhubung');
        }
        await keepCertified(db, storage, { letter, pdf: signed.pdf, by: officer.id, at: clock.now() });
        await noted(db, call, 'tanda_tangan_tersertifikasi', letter.case_id);
        return { status: 204 };
      },
    }),
    route({
      method: 'get', path: '/api/letters/:id/signed/pdf', summary: 'The signed or stamped version', params: idParams,
      async handle(call) {
        const officer = officerOf(call);
        const letter = await findLetter(db, call.params.id);
        const signed = letter?.office_id === officer.officeId && await mayAudit(db, officer, letter.case_id) ? await newestSigned(db, letter.id) : undefined;
        if (!letter || !signed || signed.scan_state === 'ditahan') throw new NotFoundError();
        const bytes = await storage.read(signed.storage_key);
        await noted(db, call, 'lihat_surat', letter.case_id);
        call.res.status(200).set({
          'Content-Type': 'application/pdf', 'Content-Length': String(bytes.length), 'X-Content-Type-Options': 'nosniff',
          'Content-Disposition': `inline; filename="${letter.kind.replaceAll('_', '-')}-bertanda-tangan.pdf"`,
        }).end(bytes);
        return { sent: true };
      },
    }),
  ];
}
