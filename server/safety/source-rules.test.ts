/** Ways of writing that no review should have to look for: a shell between us and a program, text that is run as code (ASVS 1.2.5, 1.3.2), a cipher without proof of its text (11.3.1, 11.3.2). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '..', '..');
const sources = ['server', 'admin-ui', 'scripts', 'migrations', 'seeds'].flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)))
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('source-rules.test.ts'));
const found = (pattern: RegExp) => sources.filter((name) => pattern.test(readFileSync(path.join(root, name), 'utf8')));

const SHELL = /\bshell\s*:\s*(?!false)|(?<![.\w])exec(?:Sync)?\(|\{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'|(?:spawn|execFile)(?:Sync)?\(\s*['"`](?:ba)?sh['"`]/;
const CODE = /(?<![.\w])eval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(/;
/** Any way to encrypt but the one authenticated cipher, by its name in plain sight. */
const CIPHER = /\bcreate(?:Cipher|Decipher)(?:iv)?\((?!\s*'aes-256-gcm',)|\bsubtle\.(?:en|de)crypt\(|\b(?:public|private)(?:En|De)crypt\(/;

describe('the sources', () => {
  it('are many, and the rules see what they forbid', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(["spawn('x', { shell: true })", "import { exec } from 'node:child_process'", "execSync('ls')", "spawn('sh', ['-c', text])"].filter((line) => !SHELL.test(line))).toEqual([]);
    expect(['eval(text)', 'new Function(text)', 'box.innerHTML = text'].filter((line) => !CODE.test(line))).toEqual([]);
    expect(["createCipheriv('aes-256-cbc', key, nonce)", "createCipher('des', key)", 'createDecipheriv(name, key, nonce)', 'crypto.subtle.encrypt(how, key, text)'].filter((line) => !CIPHER.test(line))).toEqual([]);
    expect(CIPHER.test("createCipheriv('aes-256-gcm', key, nonce)")).toBe(false);
    expect([SHELL.test('/x/.exec(text)'), SHELL.test("execFileSync('qpdf', ['--empty'])"), CODE.test('page.evaluate(read)')]).toEqual([false, false, false]);
  });

  it('start programs with arguments, never through a line of a shell', () => { expect(found(SHELL)).toEqual([]); });

  it('run no text as code and write none into a page as markup', () => { expect(found(CODE)).toEqual([]); });

  it('encrypt with one authenticated cipher and no other', () => {
    expect(found(CIPHER)).toEqual([]);
    expect(found(/createCipheriv\('aes-256-gcm',/)).not.toEqual([]);
  });
});
