import { evenly } from './fault-runs.ts';

/** Texts that break programs: own collection in the spirit of the "big list of naughty strings" and of injection lists. None holds personal data. */
const WRITTEN: readonly string[] = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\'";alert(1)//', '<svg/onload=alert(1)>', 'javascript:alert(1)', '<a href="javascript:alert(1)">x</a>', '{{constructor.constructor("alert(1)")()}}', '${7*7}', '#{7*7}', '<%= 7*7 %>', '%{nama}', '{tautan}',
  '\'; drop table cases;--', '1 or 1=1', '" or ""="', '\\\'; select pg_sleep(5);--', '$(sleep 5)', '`sleep 5`', '; cat /etc/passwd', '| id', '../../../../etc/passwd', '..\\..\\windows\\win.ini', 'file:///etc/passwd', 'http://169.254.169.254/', 'C:CON', '/dev/null; touch /tmp/x',
  '=HYPERLINK("http://jahat.test","x")', '+1+1', '-1', '@SUM(A1)', '=cmd|\'/c calc\'!A0', 'undefined', 'null', 'NULL', 'true', 'NaN', '-Infinity', '0x0', '1e309', '__proto__', 'constructor', 'toString', '[object Object]', '', ' ',
  'Ω≈ç√∫˜µ≤≥÷', '田中さんにあげて下さい', 'הָיְתָהtestالصفحات', '‮rtl‬', 'Z͑ͫ̓ͪ̂ͫ̽a̴̙̤l̖go', '👩‍👩‍👧‍👦🇮🇩', '﷽', 'ﬀﬁ', 'i̇İıI', 'ß', '\u00a0', '\ufeff', '\u200b', '\u2028', 'a'.repeat(250), 'ض'.repeat(120),
  'x\r\nBcc: jahat@contoh.test', 'x\nSubject: palsu', 'x\r\n\r\n<b>isi</b>', 'a@b.test, jahat@contoh.test', '<jahat@contoh.test>', '"jahat@contoh.test" <a@b.test>', 'jahat@contoh.test;', 'a\u0000b', '\u001b[31mmerah', '\t', '\\', '\\u0000', '%00', '%0d%0aX: y', '&lt;b&gt;', '&#x3c;', ']]>', '<!--', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '\ud800', '(((((((((((((((((((((((((', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
];

const NAME = 'Rina Contoh';
const within = (text: string) => `Rina${text}Contoh`;
const each = <T>(things: Iterable<T>, make: (thing: T) => string | string[]): string[] => [...things].flatMap(make);

/** The same faults in every spelling somebody has used: made from lists, so that a sign nobody thought of is in it too. */
function generated(): string[] {
  const codes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));
  const tags = ['img src=x', 'svg', 'body', 'video src=x', 'details open', 'input autofocus', 'iframe src=x', 'marquee', 'object data=x', 'math'];
  const handlers = ['onerror', 'onload', 'onfocus', 'ontoggle', 'onmouseover', 'onanimationstart'];
  const openings = ['', '"', '\'', '">', '\'>', '</textarea>', '</title>', '--></script>', ']]>'];
  const sql = ['\'', '"', '\')', '\'))', '1', '\\\''];
  const tails = [' or 1=1--', ' union select null,null--', '; select pg_sleep(5)--', ' and 1=(select count(*) from users)--', '||(select version())||', '; copy cases to program \'id\'--'];
  const headers = ['Bcc', 'Cc', 'To', 'Subject', 'Reply-To', 'Content-Type', 'Message-ID', 'X-Uji'];
  const breaks = ['\r\n', '\n', '\r', '%0d%0a', '\u0085', '\u2028', '\u2029', '\u000b'];
  const addresses = ['a@b.test,jahat@contoh.test', 'a@b.test;jahat@contoh.test', 'a@b.test jahat@contoh.test', '"a@b.test, jahat"@contoh.test', 'a@b.test>,<jahat@contoh.test', 'a%jahat@contoh.test@b.test', 'jahat@contoh.test(a@b.test)', 'grup:jahat@contoh.test;', '=?utf-8?q?jahat=40contoh.test?='];
  const shells = ['$(%)', '`%`', ';%', '|%', '&&%', '\n%', '>%', '${IFS}%'];
  const places = ['etc/passwd', 'proc/self/environ', 'windows/win.ini', '.env', '.git/config'];
  const ups = ['../../../', '..%2f..%2f', '....//....//', '%2e%2e/', '..%c0%af', '/', 'file:///', '\\\\?\\', 'php://filter/resource='];
  const templates = ['{{%}}', '${%}', '#{%}', '<%=%%>', '{%%%}', '[[%]]', '%{%}', '@(%)', '*{%}', '{%}'];
  const formulas = ['=', '+', '-', '@', '\t=', '\r=', '＝', '﹢'];
  const numbers = ['0', '-0', '00', '1e1000', '-1e1000', '0b1', '0o7', '１２３', '٣', '1_000', '1,000.00', '1.000,00', '9007199254740993', '2147483648', '-9223372036854775809', '١٢٣', 'Ⅷ', '½', '0x', '1e', '.', '-', '+', '--1', '1/0', 'INF', 'nan', 'None', 'nil', '(null)', 'False', 'hasOwnProperty', 'valueOf', 'prototype', 'then', 'toJSON', 'length'];
  const scripts = ['नमस्ते दुनिया', 'สวัสดีชาวโลก', 'ကမ္ဘာလောက', 'ሰላም ልዑል', 'გამარჯობა', 'Здравствуй', 'Γειά σου', 'ᐊᐃᓐᖓᐃ', '안녕하세요', 'ꦲꦏ꧀ꦱꦫꦗꦮ', 'ᮃᮊ᮪ᮞᮛ ᮞᮥᮔ᮪ᮓ', 'ᨒᨚᨈᨑ', '𝕽𝖎𝖓𝖆', '🅡🅘🅝🅐', 'Ｒｉｎａ', 'ʁᴉuɐ', 'Ŕíńâ', 'Rïnã', 'R̸̷̵i̸n̷a', '𓀀𓀁', '🇮🇩🇲🇾', '👨🏿‍🦰', '❤️‍🔥', '0️⃣'];
  const all = [
    ...each([...codes(0x01, 0x1f), ...codes(0x7f, 0x9f)], within), ...each([...codes(0x200b, 0x200f), ...codes(0x202a, 0x202e), ...codes(0x2060, 0x2069), ...codes(0xfff9, 0xfffd), '\u00ad', '\u034f', '\u061c', '\u115f', '\u180e', '\u3164', '\ufe0f', '\udfff', '\u{e0041}', '\u{10ffff}'], within),
    ...each('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', (sign) => [within(sign), sign.repeat(40)]),
    ...each(tags, (tag) => each(handlers, (handler) => `<${tag} ${handler}=alert(1)>`)), ...each(openings, (opening) => `${opening}<script>alert(1)</script>`),
    ...each(sql, (opening) => each(tails, (tail) => opening + tail)), ...each(headers, (header) => each(breaks, (line) => `${NAME}${line}${header}: jahat@contoh.test`)), ...addresses,
    ...each(shells, (shell) => shell.replace('%', 'sleep 5')), ...each(ups, (up) => each(places, (place) => up + place)), ...each(templates, (template) => template.replace('%', '7*7')),
    ...each(formulas, (sign) => [`${sign}1+1`, `${sign}cmd|'/c calc'!A0`]), ...numbers, ...scripts,
    ...each([1, 2, 3, 119, 120, 121, 199, 200, 201, 255, 256, 1_000, 10_000], (length) => ['n'.repeat(length), 'ń'.normalize('NFD').repeat(Math.ceil(length / 2))]),
  ];
  return [...new Set(all)];
}

export const NASTY_STRINGS: readonly string[] = [...new Set([...WRITTEN, ...generated()])];

/** As many of them as a run has time for. */
export const nastyStrings = (standard: number): string[] => evenly(NASTY_STRINGS, standard);
