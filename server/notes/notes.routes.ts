import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { findCase } from '../cases/index.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { noteBody, noteItem, type NoteItem } from '../domain/contract/ownership.ts';
import { NOTE_DRAFT } from '../domain/draft-key.ts';
import { deleteDraft } from '../drafts/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import { officerOf, route, type Officer, type Route } from '../platform/http/route.ts';

export function noteRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  return [
    route({
      method: 'get', path: '/api/cases/:id/notes', summary: 'Notes among colleagues about a case', params: idParams, reply: z.array(noteItem),
      handle: (call) => db.transaction(async (trx) => {
        await visibleCase(trx, officerOf(call), call.params.id);
        return { body: await notesOf(trx, call.params.id) };
      }),
    }),
    route({
      method: 'post', path: '/api/cases/:id/notes', summary: 'Write a note; it stays', params: idParams, body: noteBody, reply: z.array(noteItem),
      limit: { name: 'catatan', points: 60, seconds: 60, by: 'officer' },
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const caseId = await visibleCase(trx, officer, call.params.id);
        const [note] = await trx('case_notes').insert({ case_id: caseId, author_id: officer.id, request_id: call.body.requestId, at: clock.now() })
          .onConflict(['case_id', 'request_id']).ignore().returning<{ id: string }[]>('id');
        // The same request again finds its note written.
        if (note) {
          await trx('case_note_texts').insert({ note_id: note.id, case_id: caseId, text: call.body.text });
          await deleteDraft(trx, { case_id: caseId, author_id: officer.id, key: NOTE_DRAFT });
          await recordAudit(trx, { event: 'tulis_catatan', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId, ref: `catatan:${note.id}`, requestId: call.requestId, ipHash: call.ipHash });
        }
        return { body: await notesOf(trx, caseId) };
      }),
    }),
  ];
}

async function visibleCase(trx: Knex.Transaction, officer: Officer, caseId: string): Promise<string> {
  const row = await findCase(trx, caseId, officer.officeId);
  if (!row) throw new NotFoundError();
  return row.id;
}

async function notesOf(trx: Knex.Transaction, caseId: string): Promise<NoteItem[]> {
  const rows = await trx('case_notes as n').join('users as u', 'u.id', 'n.author_id').leftJoin('case_note_texts as t', 't.note_id', 'n.id').where('n.case_id', caseId)
    .orderBy([{ column: 'n.at', order: 'desc' }, { column: 'n.id', order: 'desc' }]).limit(500)
    .select<{ id: string; author_id: string; author_name: string; at: Date; text: string | null }[]>('n.id', 'n.author_id', 'u.name as author_name', 'n.at', 't.text');
  return rows.map((row) => ({ id: row.id, authorId: row.author_id, authorName: row.author_name, at: row.at.toISOString(), text: row.text }));
}
