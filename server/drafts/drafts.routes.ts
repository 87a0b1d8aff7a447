/**
 * What somebody is typing, kept on the server as he goes: it survives a reload, a power cut and a change of hands. Each author has his own
 * row, so nobody overwrites another; whoever has the file now may adopt what the one before him had typed. A draft is no statement about
 * the case: no guard reads it, so saving one keeps nobody else from the case and raises no version; it waits for an act that is under way (ADR 8).
 */
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { z } from 'zod';
import { findCase, findCaseAtRest } from '../cases/index.ts';
import { keepNamedUploads } from '../documents/index.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { adoptBody, discardBody, draftBody, draftItem, type DraftItem } from '../domain/contract/ownership.ts';
import { labelOfDraft } from '../domain/draft-key.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import { officerOf, route, type Call, type Officer, type Route } from '../platform/http/route.ts';
import { discardDraft, draftsOf, findDraft, findOwnDraft, saveDraft } from './drafts.repository.ts';

const OFTEN = { name: 'draf', points: 240, seconds: 60, by: 'officer' } as const;

export function draftRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  /** In a transaction on a case of the officer's own office; answers all drafts of the case. */
  const within = (call: Call, write?: (trx: Knex.Transaction, officer: Officer, caseId: string, came: Date) => Promise<void>) => {
    const came = clock.now();
    return db.transaction(async (trx) => {
      const officer = officerOf(call);
      // An act takes the files it was given first and forgets the drafts after; a save locks the draft first. One of them has to be over before the other begins.
      const row = await (write ? findCaseAtRest : findCase)(trx, (call.params as { id: string }).id, officer.officeId);
      if (!row) throw new NotFoundError();
      await write?.(trx, officer, row.id, came);
      return { body: await shown(trx, officer, row.id, call.locale) };
    });
  };
  return [
    route({ method: 'get', path: '/api/cases/:id/drafts', summary: 'What is being typed on a case, and by whom', params: idParams, reply: z.array(draftItem), handle: (call) => within(call) }),
    route({
      method: 'post', path: '/api/cases/:id/drafts', summary: 'Keep what I am typing', params: idParams, body: draftBody, reply: z.array(draftItem), limit: OFTEN,
      handle: (call) => within(call, async (trx, officer, caseId, came) => {
        const before = await findOwnDraft(trx, { caseId, key: call.body.key, authorId: officer.id });
        const saved = await saveDraft(trx, { case_id: caseId, author_id: officer.id, ...call.body, saved_at: came });
        if (saved) await keepNamedUploads(trx, { caseId, officeId: officer.officeId, content: call.body.content, before: before?.content ?? {} });
      }),
    }),
    route({
      method: 'post', path: '/api/cases/:id/drafts/discard', summary: 'Forget what I was typing', params: idParams, body: discardBody, reply: z.array(draftItem), limit: OFTEN,
      handle: (call) => within(call, async (trx, officer, caseId, came) => {
        const before = await findOwnDraft(trx, { caseId, key: call.body.key, authorId: officer.id });
        const gone = await discardDraft(trx, { case_id: caseId, key: call.body.key, author_id: officer.id }, came);
        if (gone) await keepNamedUploads(trx, { caseId, officeId: officer.officeId, content: {}, before: before?.content ?? {} });
      }),
    }),
    route({
      method: 'post', path: '/api/cases/:id/drafts/adopt', summary: 'Go on with what a colleague was typing', params: idParams, body: adoptBody, reply: z.array(draftItem), limit: OFTEN,
      handle: (call) => within(call, async (trx, officer, caseId, came) => {
        const draft = await findDraft(trx, caseId, call.body.draftId);
        if (!draft) throw new NotFoundError();
        const mine = await findOwnDraft(trx, { caseId, key: draft.key, authorId: officer.id });
        if (mine && !call.body.overMine && !isDeepStrictEqual(mine.content, draft.content)) throw new ActionClosedError([{ key: 'hambatan.draf_sendiri' }]);
        // His own row stays until the act is done: adopting is reading, not taking away.
        await saveDraft(trx, { case_id: caseId, author_id: officer.id, kind: draft.kind, key: draft.key, content: draft.content, saved_at: came });
      }),
    }),
  ];
}

async function shown(trx: Knex.Transaction, officer: Officer, caseId: string, locale: Locale): Promise<DraftItem[]> {
  return (await draftsOf(trx, caseId)).map((row) => ({
    id: row.id, kind: row.kind, key: row.key, label: translate(labelOfDraft(row.key), {}, locale),
    authorId: row.author_id, authorName: row.author_name, mine: row.author_id === officer.id, savedAt: row.saved_at.toISOString(), content: row.content,
  }));
}
