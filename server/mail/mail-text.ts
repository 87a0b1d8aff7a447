/** The words of a mail as plain text and as simple HTML: the same words, readable on a telephone, the link as a button. */
import { translate } from '../domain/messages/translate.ts';

const MARK = '{tautan}';
const COLOR = '#0b5a8f';

/** `link` null: an internal mail; a mark would stay visible, and is taken out. */
export function plainText(body: string, link: string | null): string {
  return `${body.replaceAll(MARK, link ?? '')}\n`;
}

export function htmlText(body: string, link: string | null, office: string, button = 'e_mail.tombol'): string {
  const paragraphs = body.split('\n\n').map((paragraph) => htmlParagraph(paragraph, link, button)).join('\n');
  const foot = escape(translate('e_mail.kaki', { kantor: office }, 'id'));
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(office)}</title></head>
<body style="margin:0;padding:0;background:#f3f5f7">
<div style="max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.55;color:#16191f">
<p style="margin:0 0 20px;padding-bottom:12px;border-bottom:2px solid ${COLOR};font-weight:bold;color:${COLOR}">${escape(office)}</p>
${paragraphs}
<p style="margin:28px 0 0;padding-top:12px;border-top:1px solid #d5dae0;font-size:13px;color:#5b636e">${foot}</p>
</div></body></html>
`;
}

function htmlParagraph(paragraph: string, link: string | null, button: string): string {
  const lines = paragraph.split('\n');
  const words = lines.filter((line) => line.trim() !== MARK).map((line) => linked(line.replaceAll(MARK, link ?? ''))).join('<br>\n');
  const text = words ? `<p style="margin:0 0 16px">${words}</p>` : '';
  if (link === null || !paragraph.includes(MARK)) return text;
  const address = escape(link);
  return `${text}
<p style="margin:0 0 8px"><a href="${address}" style="display:inline-block;padding:12px 22px;border-radius:6px;background:${COLOR};color:#ffffff;font-weight:bold;text-decoration:none">${escape(translate(button, {}, 'id'))}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#5b636e;word-break:break-all">${address}</p>`;
}

/** Addresses become links; a full stop behind one is not part of it. */
function linked(line: string): string {
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  return '&#160;'.repeat(indent) + escape(line.slice(indent)).replace(/https?:\/\/[^\s<>"']*[^\s<>"'.,;:)]/g, (address) => `<a href="${address}" style="color:${COLOR};word-break:break-all">${address}</a>`);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
