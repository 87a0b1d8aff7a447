import type { Knex } from 'knex';
import type { PublicOffice } from '../domain/contract/intake.ts';
import { originalName, withChecklist, type ChecklistDoc } from '../domain/sop/checklist.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { allSops, currentSop } from '../domain/sop/catalogue.ts';
import type { Sop } from '../domain/sop/model.ts';
import { dayIn } from '../domain/working-time.ts';
import { documentShape, fieldShape } from './form-shape.ts';
import { NEWEST_FORM } from './newest-form.ts';

interface OfficeRow { id: string; code: string; name: string; zone: string; letterhead: { address?: string; contact?: string }; settings: { uploadMegabytes?: number | null } }
interface FormRow { id: string; office_id: string | null; procedure: string; title: string; version: string }

interface Asking { locale: Locale; maxUploadBytes: number; now: Date }

/** What an applicant reads before and while filling in: offices that take applications, what each procedure asks, its blank forms. */
export const publicOffices = (db: Knex, asking: Asking): Promise<PublicOffice[]> => formsOf(db, { is_open: true }, asking);

/** What the counter of an office asks. Whether the public form is open does not matter: who stands at the counter is served. */
export async function counterForm(db: Knex, officeId: string, asking: Asking): Promise<PublicOffice['procedures']> {
  return (await formsOf(db, { id: officeId }, asking)).flatMap((office) => office.procedures);
}

async function formsOf(db: Knex, which: { is_open: true } | { id: string }, { locale, maxUploadBytes, now }: Asking): Promise<PublicOffice[]> {
  const offices = await db('offices').where(which).orderBy('name').select<OfficeRow[]>('id', 'code', 'name', 'zone', 'letterhead', 'settings');
  // Of each form the newest version; an office's own stands beside the common ones.
  const { rows: forms } = await db.raw<{ rows: FormRow[] }>(
    `select distinct on (office_id, procedure, title) id, office_id, procedure, title, version from blank_forms where withdrawn_at is null order by office_id, procedure, title, ${NEWEST_FORM}`);
  const lists = await db('checklists').whereIn('office_id', offices.map(({ id }) => id)).orderBy([{ column: 'valid_from', order: 'desc' }, { column: 'version', order: 'desc' }])
    .select<{ office_id: string; procedure: string; from: string; docs: ChecklistDoc[] }[]>('office_id', 'procedure', 'docs', db.raw(`to_char(valid_from, 'YYYY-MM-DD') as "from"`));
  const asked = (office: OfficeRow, sop: Sop) => withChecklist(sop, lists.find((list) => list.office_id === office.id && list.procedure === sop.code && list.from <= dayIn(office.zone, now))?.docs ?? null);
  return offices.map((office) => ({
    code: office.code, name: office.name, zone: office.zone, zoneLabel: translate(`zona.${office.zone}`, {}, locale),
    address: office.letterhead.address ?? '', contact: office.letterhead.contact ?? '',
    procedures: currentSops().map((sop) => ({
      code: sop.code, title: translate(sop.title, {}, locale), statement: translate(sop.intake.needsStatement, {}, locale),
      fields: sop.intake.fields.map((field) => fieldShape(field, locale)),
      documents: asked(office, sop).docs.map((doc) => documentShape(doc, locale, Math.min(maxUploadBytes, (office.settings.uploadMegabytes ?? Infinity) * 1024 * 1024))),
      // Every scan is held against its original at the verification.
      bringOriginals: asked(office, sop).docs.map((doc) => translate(originalName(doc), {}, locale)),
      blankForms: forms.filter((form) => form.procedure === sop.code && (form.office_id === null || form.office_id === office.id)).map(({ id, title, version }) => ({ id, title, version })),
      userGuide: translate(sop.intake.guide, {}, locale),
    })),
  }));
}

function currentSops(): Sop[] {
  return [...new Set(allSops.map((sop) => sop.code))].flatMap((code) => currentSop(code) ?? []);
}

/** The kabupaten and cities of today with their province, for the address. */
export async function publicRegions(db: Knex): Promise<{ code: string; name: string; province: string }[]> {
  return db('regions as r').leftJoin('regions as p', 'p.code', db.raw('left(r.code, 2)')).whereRaw('length(r.code) = 4 and r.is_current').orderBy('r.code')
    .select('r.code', 'r.name', db.raw(`coalesce(p.name, '') as province`));
}

export interface AgreementRow { kind: 'privasi' | 'kebenaran'; version: string; text_id: string; text_en: string }

/** The text in force of each kind at this moment. */
export async function currentAgreements(db: Knex | Knex.Transaction, now: Date): Promise<AgreementRow[]> {
  return db<AgreementRow & { valid_from: Date }>('agreement_texts').distinctOn('kind').where('valid_from', '<=', now)
    .orderBy([{ column: 'kind' }, { column: 'valid_from', order: 'desc' }, { column: 'version', order: 'desc' }]).select('kind', 'version', 'text_id', 'text_en');
}
