/** Whether a password is one that is tried first: on the lists of common ones, made of words and names of the country, of a keyboard's rows, of years, of who one is. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { PASSWORD_MAX } from '../domain/contract/users.ts';

/** zxcvbn's "safely unguessable": more than 10^8 tries. Ours are slowed at the door (limits) and by Argon2id in a stolen table. */
const ENOUGH = 3;
const OUR_WORDS = ['loket', 'lpse', 'spse', 'pengadaan', 'helpdesk', 'verifikator', 'penyelia'];

let judge: Promise<ZxcvbnFactory> | undefined;
/** The word lists take 26 MB; a server on which nobody sets a password does without. */
async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, indonesian] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-id')]);
  return new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...indonesian.dictionary }, graphs: common.adjacencyGraphs, maxLength: PASSWORD_MAX });
}

/** @param own what stands about the person anyway: name, address, office */
export async function isEasilyGuessed(password: string, own: readonly string[]): Promise<boolean> {
  judge ??= loadJudge();
  const words = own.flatMap((text) => [text, ...text.split(/[^\p{L}\d]+/u)]).filter((word) => word.length > 2);
  return (await judge).check(password, [...OUR_WORDS, ...words]).score < ENOUGH;
}
