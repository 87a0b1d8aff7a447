/** Blank forms an office brings itself: versioned files, offered on the public page and linked in letters of shortage (product decision 16). */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { readMultipart, withFiles } from '../documents/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import { idParams } from '../domain/contract/cases.ts';
import { blankFormFields, blankFormForm, blankFormItem } from '../domain/contract/office-words.ts';
import { translate } from '../domain/messages/translate.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { formCameAfter } from './newest-form.ts';
import { scratchFolder, type IntakeDeps } from './intake-deps.ts';

const MOST_BYTES = 5 * 1024 * 1024;
export const blankFormList: ListSpec = {
  name: 'blank-forms', filters: { id: { column: 'b.id', type: z.uuid() }, procedure: { column: 'b.procedure', type: z.string().max(60) } },
  sorts: { title: 'b.title', version: 'b.version', id: 'b.id' }, defaultSort: ['title', 'ASC'], tieBreak: 'b.id',
};
interface Row { id: string; office_id: string | null; procedure: string; title: string; version: string; withdrawn_at: Date | null; uploaded_at: Date; uploader: string | null; newest: boolean; before_it: string | null }

export function blankFormRoutes(deps: IntakeDeps): Route[] {
  const { db, clock } = deps;
  return [
    route({
      method: 'get', path: '/api/blank-forms', summary: 'Blank forms, the common ones and the own', query: listQuery, reply: z.array(blankFormItem),
      handle: (call) => runList<Row, z.output<typeof blankFormItem>>(blankFormList, parseList(blankFormList, call.query),
        () => db('blank_forms as b').where((scope) => scope.whereNull('b.office_id').orWhere('b.office_id', officerOf(call).officeId)),
        (rows) => rows.select('b.*', db.raw('(select u.name from users u where u.id = b.uploaded_by) as uploader'),
          db.raw(`not exists (select 1 from blank_forms n where n.procedure = b.procedure and n.title = b.title and n.office_id is not distinct from b.office_id and n.withdrawn_at is null and ${formCameAfter('n', 'b')}) as newest`),
          db.raw(`(select n.version from blank_forms n where n.procedure = b.procedure and n.title = b.title and n.office_id is not distinct from b.office_id and n.withdrawn_at is null and ${formCameAfter('b', 'n')} order by n.uploaded_at desc, n.id desc limit 1) as before_it`)),
        (row) => ({
          id: row.id, procedure: row.procedure, procedureLabel: translate(currentSop(row.procedure)?.title ?? row.procedure, {}, call.locale), title: row.title, version: row.version,
          own: row.office_id !== null, offered: row.withdrawn_at === null && row.newest, withdrawn: row.withdrawn_at !== null, offeredNext: row.before_it, uploadedAt: row.uploaded_at.toISOString(), uploadedBy: row.uploader,
        })),
    }),
    route({
      method: 'post', path: '/api/blank-forms', summary: 'A form of the office as PDF', multipart: blankFormForm, reply: z.object({ id: z.uuid() }),
      limit: { name: 'formulir', points: 40, seconds: 3600, by: 'officer' },
      before: readMultipart({ folder: scratchFolder(deps), maxBytes: MOST_BYTES, maxFiles: 1 }),
      handle: (call) => withFiles(call.req, (files) => takeForm(deps, call, files)),
    }),
    route({
      method: 'post', path: '/api/blank-forms/:id/withdraw', summary: 'No longer offered; the file stays for letters that named it', params: idParams,
      handle: async (call) => {
        const officer = officerOf(call);
        await db.transaction(async (trx) => {
          const gone = await trx('blank_forms').where({ id: call.params.id, office_id: officer.officeId }).whereNull('withdrawn_at').update({ withdrawn_at: clock.now() });
          if (gone === 0) throw new NotFoundError();
          await note(trx, call, 'tarik_formulir', call.params.id, {});
        });
        return { status: 204 };
      },
    }),
  ];
}

const note = (trx: Knex.Transaction, call: Call, event: AuditEventName, id: string, detail: Record<string, string>) => recordAudit(trx, {
  event, officeId: officerOf(call).officeId, actorKind: 'staf', actorId: officerOf(call).id, ref: `blank-form:${id}`, requestId: call.requestId, ipHash: call.ipHash, detail,
});

async function takeForm({ db, storage, clock, uploads }: IntakeDeps, call: Call, files: Express.Multer.File[]) {
  const officer = officerOf(call);
  const fields = blankFormFields.safeParse(call.body ?? {});
  const file = files.find((candidate) => candidate.fieldname === 'berkas');
  if (!fields.success || !file) throw new InvalidError({ ...(fields.success ? {} : fieldErrors(fields.error)), ...(file ? {} : { berkas: { key: 'galat.formulir.berkas' } }) });
  if (!currentSop(fields.data.procedure)) throw new InvalidError({ procedure: { key: 'galat.isian.pilihan' } });
  const bytes = await readFile(file.path);
  // Staff bring it, applicants download it: it is a PDF that the bounded child could open and the scanner let pass, or it is not offered.
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new InvalidError({ berkas: { key: 'galat.formulir.pdf' } });
  const inspected = await uploads.inspector.inspect({ path: file.path, fileName: file.originalname });
  if (inspected.outcome === 'refused') throw new InvalidError({ berkas: { key: 'galat.formulir.pdf' } });
  const scanned = await uploads.scanner.scan(bytes);
  if (scanned === 'terinfeksi' || scanned === 'tidak_menjawab') throw new InvalidError({ berkas: { key: 'galat.formulir.virus' } });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = `forms/${officer.officeId}/${sha256}.pdf`;
  await storage.put(key, bytes);
  const id = await db.transaction(async (trx) => {
    const [row] = (await trx.raw<{ rows: { id: string }[] }>(
      `insert into blank_forms (office_id, procedure, title, version, storage_key, sha256, file_name, uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (procedure, title, version, (coalesce(office_id, '00000000-0000-0000-0000-000000000000'))) do nothing returning id`,
      [officer.officeId, fields.data.procedure, fields.data.title, fields.data.version, key, sha256, file.originalname.slice(0, 200), officer.id, clock.now()])).rows;
    if (!row) throw new InvalidError({ version: { key: 'galat.formulir.versi_ada' } });
    await note(trx, call, 'unggah_formulir', row.id, { judul: fields.data.title, versi: fields.data.version, sha256 });
    return row.id;
  });
  return { status: 201, body: { id } };
}
