/** Checks a DKIM signature (RFC 6376, relaxed/relaxed, rsa-sha256) with nothing but node:crypto: not by the library that signed. */
import { createHash, createVerify, type KeyLike } from 'node:crypto';

export interface DkimChecked { domain: string; selector: string; signedHeaders: string[]; bodyHash: boolean; signature: boolean }

export function checkDkim(raw: string, publicKey: KeyLike): DkimChecked {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/).map((line) => ({ name: line.slice(0, line.indexOf(':')).toLowerCase(), line }));
  const dkim = headers.find(({ name }) => name === 'dkim-signature');
  if (!dkim) throw new Error('no DKIM-Signature');
  const tags = Object.fromEntries(dkim.line.slice(dkim.line.indexOf(':') + 1).replace(/\r\n[ \t]+/g, ' ').split(';').filter((tag) => tag.includes('='))
    .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).trim()]));
  if (tags.a !== 'rsa-sha256' || tags.c !== 'relaxed/relaxed') throw new Error(`not checked here: ${tags.a} ${tags.c}`);
  const signedHeaders = (tags.h ?? '').split(':').map((name) => name.trim().toLowerCase());
  // From the last upwards, each line once (5.4.2); one that is named and absent counts as nothing.
  const left = [...headers];
  const hashed = signedHeaders.map((name) => {
    const index = left.findLastIndex((header) => header.name === name);
    return index < 0 ? '' : `${relaxedHeader(left.splice(index, 1)[0]?.line ?? '')}\r\n`;
  }).join('');
  const unsigned = relaxedHeader(dkim.line.replace(/([;\s]b=)[^;]*/, '$1'));
  return {
    domain: tags.d ?? '', selector: tags.s ?? '', signedHeaders,
    bodyHash: createHash('sha256').update(relaxedBody(raw.slice(end + 4)), 'latin1').digest('base64') === tags.bh?.replace(/\s/g, ''),
    signature: createVerify('rsa-sha256').update(hashed + unsigned, 'latin1').verify(publicKey, (tags.b ?? '').replace(/\s/g, ''), 'base64'),
  };
}

const relaxedHeader = (line: string) => {
  const colon = line.indexOf(':');
  return `${line.slice(0, colon).toLowerCase().trim()}:${line.slice(colon + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`;
};
const relaxedBody = (body: string) => {
  const text = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')).join('\r\n').replace(/(\r\n)+$/, '');
  return text === '' ? '' : `${text}\r\n`;
};
