/**
 * Certified electronic signatures (BSrE, through the office's own Esign client service). Off unless BSRE_URL is set. The officer's NIK and
 * passphrase are sent on and kept nowhere.
 */
import { z } from 'zod';

export interface SignatureService {
  /** The signed file, or why not: `ditolak` is the service's own no, `tidak_terhubung` everything else. */
  sign(of: { pdf: Buffer; nik: string; passphrase: string }): Promise<{ ok: true; pdf: Buffer } | { ok: false; why: 'ditolak' | 'tidak_terhubung' }>;
}

const PATIENCE_MS = 30_000;
const MOST_BYTES = 20 * 1024 * 1024;
const isPdf = z.instanceof(Buffer).refine((bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.length <= MOST_BYTES);

export function createSignatureService(bsreUrl: string | undefined): SignatureService | null {
  if (bsreUrl === undefined) return null;
  const url = new URL(bsreUrl);
  const authorization = url.username ? `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}` : null;
  const target = new URL('api/sign/pdf', `${url.origin}${url.pathname.replace(/\/*$/, '/')}`);
  return {
    async sign({ pdf, nik, passphrase }) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'surat.pdf');
      form.set('nik', nik);
      form.set('passphrase', passphrase);
      form.set('tampilan', 'invisible');
      try {
        const answer = await fetch(target, { method: 'POST', body: form, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS), ...(authorization ? { headers: { authorization } } : {}) });
        if (!answer.ok) return { ok: false, why: answer.status < 500 ? 'ditolak' : 'tidak_terhubung' };
        const bytes = Buffer.from(await answer.arrayBuffer());
        return isPdf.safeParse(bytes).success ? { ok: true, pdf: bytes } : { ok: false, why: 'tidak_terhubung' };
      } catch {
        return { ok: false, why: 'tidak_terhubung' }; // no answer, cut off, too late: whichever, the letter stays as it was
      }
    },
  };
}
