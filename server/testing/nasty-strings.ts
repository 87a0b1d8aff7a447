/** Texts that break programs: own collection in the spirit of the "big list of naughty strings" and of injection lists. None holds personal data. */
export const NASTY_STRINGS: readonly string[] = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\'";alert(1)//', '<svg/onload=alert(1)>', 'javascript:alert(1)', '<a href="javascript:alert(1)">x</a>', '{{constructor.constructor("alert(1)")()}}', '${7*7}', '#{7*7}', '<%= 7*7 %>', '%{nama}', '{tautan}',
  '\'; drop table cases;--', '1 or 1=1', '" or ""="', '\\\'; select pg_sleep(5);--', '$(sleep 5)', '`sleep 5`', '; cat /etc/passwd', '| id', '../../../../etc/passwd', '..\\..\\windows\\win.ini', 'file:///etc/passwd', 'http://169.254.169.254/', 'C:CON', '/dev/null; touch /tmp/x',
  '=HYPERLINK("http://jahat.test","x")', '+1+1', '-1', '@SUM(A1)', '=cmd|\'/c calc\'!A0', 'undefined', 'null', 'NULL', 'true', 'NaN', '-Infinity', '0x0', '1e309', '__proto__', 'constructor', 'toString', '[object Object]', '', ' ',
  'Ω≈ç√∫˜µ≤≥÷', '田中さんにあげて下さい', 'הָיְתָהtestالصفحات', '‮rtl‬', 'Z͑ͫ̓ͪ̂ͫ̽a̴̙̤l̖go', '👩‍👩‍👧‍👦🇮🇩', '﷽', 'ﬀﬁ', 'i̇İıI', 'ß', '\u00a0', '\ufeff', '\u200b', '\u2028', 'a'.repeat(250), 'ض'.repeat(120),
  'x\r\nBcc: jahat@contoh.test', 'x\nSubject: palsu', 'x\r\n\r\n<b>isi</b>', 'a@b.test, jahat@contoh.test', '<jahat@contoh.test>', '"jahat@contoh.test" <a@b.test>', 'jahat@contoh.test;', 'a\u0000b', '\u001b[31mmerah', '\t', '\\', '\\u0000', '%00', '%0d%0aX: y', '&lt;b&gt;', '&#x3c;', ']]>', '<!--', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '\ud800', '(((((((((((((((((((((((((', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
];

/** As many of them as a run has time for, evenly spread; LOKET_FAULT_RUNS asks for more. */
export function nastyStrings(standard: number): string[] {
  const wanted = Math.min(NASTY_STRINGS.length, Math.max(standard, Number(process.env.LOKET_FAULT_RUNS ?? 0)));
  return Array.from({ length: wanted }, (_, n) => NASTY_STRINGS[Math.floor((n * NASTY_STRINGS.length) / wanted)] ?? '');
}
