/**
 * What the paper of a numbered letter shows, frozen when it was issued: the PDF is drawn later, outside the transaction, and
 * must not change when a name or a document does.
 */
import { kindName } from '../domain/sop/checklist.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import { callPicturesOf, comparedItemsOf } from '../scheduling/index.ts';
import { translate } from '../domain/messages/translate.ts';
import { LINK_MARK } from './letter-variables.ts';
import { callOf, documentsOf } from './letter-rows.view.ts';
import { printedDate } from './printed-time.ts';
import { documentName, maskUserId, notedLater, type Scene } from './resolve-variables.ts';

export interface PaperFact { label: string; value: string }
export interface PaperDocument { name: string; scan: string; original: string }
export interface LetterPaper {
  letterhead: { lines: string[]; address: string; contact: string };
  title: string;
  number: string;
  date: string;
  /** ISO; becomes the date inside the file, so that drawing it twice gives the same bytes. */
  issuedAt: string;
  subject: string;
  addressee: string;
  /** Stands behind the subject of a letter: whoever telephones about it is asked for it. Absent on letters issued before there was such. */
  caseNumber?: string;
  facts: PaperFact[];
  paragraphs: string[];
  /** Rows of a Berita Acara: what was present, what agreed with the original, remarks; with both parties' signatures. */
  checklist?: { name: string; present: string; matches: string; note: string }[];
  /** A letter that lists documents is a certificate with a table; others are letters. */
  documents: PaperDocument[] | null;
  office: string;
  officer: string | null;
  /** The other side signs too; absent on letters of one side and on those issued before there were such. */
  counterparty?: { role: string; name: string };
}

const say = (key: string) => translate(key, {}, 'id');

export interface PaperOf { scene: Scene; letterId: string; number: string; subject: string; /** Filled from what `onPaper` leaves of the template. */ body: string; listsDocuments: boolean; listsChecks?: boolean; officer: string | null; countersigned?: string | undefined }

export async function composePaper({ scene, letterId, number, subject, body, listsDocuments, listsChecks = false, officer, countersigned }: PaperOf): Promise<LetterPaper> {
  const { facts, paragraphs } = paperText(body);
  const documents = listsDocuments ? await paperDocuments(scene) : null;
  const checklist = listsChecks ? await paperChecklist(scene) : null;
  const pictures = listsChecks ? await callPicturesOf(scene.trx, scene.caseId) : [];
  const listed = documents?.map((document) => document.name).join(', ');
  return {
    letterhead: { lines: scene.office.letterhead.lines, address: scene.office.letterhead.address, contact: scene.office.letterhead.contact },
    title: say(`surat.${letterId}`), number, date: printedDate(scene.at, scene.office.zone), issuedAt: scene.at.toISOString(),
    subject, addressee: scene.addressee.name, caseNumber: scene.caseNumber,
    facts: [
      ...(documents ?? checklist ? identityFacts(scene) : []), ...facts.filter((fact) => fact.value !== listed),
      ...(pictures.length > 0 ? [{ label: say('kertas.gambar_bukti'), value: pictures.map((picture) => picture.sha256).join('\n') }] : []),
    ],
    ...(checklist ? { checklist } : {}),
    paragraphs: checklist ? paragraphs.filter((paragraph) => !paragraph.split('\n').some((line) => /^\d+\. /.test(line))) : paragraphs, documents, office: scene.office.name, officer,
    ...(countersigned ? { counterparty: { role: say(countersigned), name: otherSide(scene.input) || scene.addressee.name } } : {}),
  };
}

function otherSide(input: Record<string, unknown>): string {
  const name = input.penyerah ?? input.penerima;
  return typeof name === 'string' ? name : '';
}

function identityFacts({ caseNumber, addressee }: Scene): PaperFact[] {
  return [
    { label: say('kertas.nomor_permohonan'), value: caseNumber },
    { label: say('isian.nama'), value: addressee.name },
    ...(addressee.npwp ? [{ label: say('isian.npwp'), value: maskNpwp(addressee.npwp) }] : []),
    ...(addressee.userIdSpse ? [{ label: say('isian.user_id_spse'), value: maskUserId(addressee.userIdSpse) }] : []),
  ];
}

async function paperDocuments({ trx, caseId, sop }: Scene): Promise<PaperDocument[]> {
  const compared = await comparedItemsOf(trx, caseId);
  return (await documentsOf(trx, caseId)).map((held) => {
    const original = compared.get(held.kind);
    return {
      name: documentName(kindName(sop, held.kind)),
      scan: held.verdicts.length > 0 && held.verdicts.every((verdict) => verdict === 'sesuai') ? say('nilai.sesuai') : '–',
      original: original?.present ? (original.matches ? say('nilai.sesuai_asli') : say('nilai.ada')) : '–',
    };
  });
}

async function paperChecklist({ trx, caseId, sop, office }: Scene): Promise<NonNullable<LetterPaper['checklist']>> {
  const compared = await comparedItemsOf(trx, caseId);
  const call = await callOf(trx, caseId, office.zone);
  const mark = (yes: boolean) => say(yes ? 'isi_surat.ya' : 'isi_surat.tidak');
  return sop.docs.map((doc) => {
    const row = compared.get(doc.kind);
    const name = documentName(doc.label);
    if (!row) return { name, present: '–', matches: '–', note: say('isi_surat.periksa.tidak_diperiksa') };
    return { name, present: mark(row.present), matches: mark(row.matches), note: [row.note, notedLater(row, call, office.zone)].filter(Boolean).join(' ') };
  });
}

/** Sentences that only make sense in the mail the paper is attached to. */
const ONLY_IN_MAIL = [LINK_MARK, 'terlampir'];

/**
 * The part of a template that stands on paper: without greeting, link and farewell, which the letter form has itself. Taken from the words of the
 * office, never from what was filled in: "surat kuasa belum terlampir" is what the applicant has to read.
 */
export function onPaper(body: string): string {
  return body.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/).filter((paragraph) => !/^\s*(?:Yth\. |Salam,)/.test(paragraph) && !ONLY_IN_MAIL.some((mark) => paragraph.includes(mark))).join('\n\n');
}

/** A paragraph whose lines all read "Perihal: isi" becomes rows of a table. */
function paperText(body: string): { facts: PaperFact[]; paragraphs: string[] } {
  const facts: PaperFact[] = [];
  const paragraphs: string[] = [];
  for (const paragraph of body.split('\n\n').map((text) => text.trim()).filter(Boolean)) {
    const rows = paragraph.split('\n').map((line) => /^([^:.]{2,40}): (.+)$/.exec(line));
    if (rows.length > 1 && rows.every((row) => row !== null)) facts.push(...rows.map((row) => ({ label: row[1] ?? '', value: row[2] ?? '' })));
    else paragraphs.push(paragraph.replaceAll('melalui tautan di bawah', say('kertas.melalui_tautan')));
  }
  return { facts, paragraphs };
}
