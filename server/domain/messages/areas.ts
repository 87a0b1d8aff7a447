/**
 * The one list of message areas. To add words: write `your-area.ts` exporting `{ id, en }` with the same keys in both,
 * and put it in this list; `id.ts` and `en.ts` follow, and `messages.test.ts` compares the languages.
 */
import { identityMessages } from '../identity/identity.messages.ts';
import { namesMessages } from '../names/names.messages.ts';
import { adminWords } from './admin-words.ts';
import { applicantWords } from './applicant-words.ts';
import { archiveWords } from './archive-words.ts';
import { checksWords } from './checks-words.ts';
import { correctionWords } from './correction-words.ts';
import { counterWords } from './counter-words.ts';
import { errorWords } from './error-words.ts';
import { inspectionWords } from './inspection-words.ts';
import { intakeWords } from './intake-words.ts';
import { lettersWords } from './letters-words.ts';
import { operationsWords } from './operations-words.ts';
import { ownershipWords } from './ownership-words.ts';
import { readingWords } from './reading-words.ts';
import { mailboxWords } from './mailbox-words.ts';
import { reasonWords } from './reasons.ts';
import { schedulingWords } from './scheduling-words.ts';
import { sopWords } from './sop-words.ts';
import { supervisionWords } from './supervision-words.ts';
import { tasksWords } from './tasks-words.ts';

export interface MessageArea { id: Readonly<Record<string, string>>; en: Readonly<Record<string, string>> }

export const areas: readonly MessageArea[] = [
  sopWords,
  reasonWords,
  errorWords,
  identityMessages,
  namesMessages,
  schedulingWords,
  tasksWords,
  checksWords,
  archiveWords,
  correctionWords,
  counterWords,
  supervisionWords,
  intakeWords,
  inspectionWords,
  lettersWords,
  mailboxWords,
  applicantWords,
  operationsWords,
  ownershipWords,
  adminWords,
  readingWords,
];
