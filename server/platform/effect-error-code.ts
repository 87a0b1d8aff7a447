import { passingFault } from './passing-fault.ts';

/** Why an effect failed, as one word of a closed list: what a person reads is made of it, never of the text of the error, which may quote a row. */
export const EFFECT_ERROR_CODES = ['penyimpanan_penuh', 'berkas_hilang', 'layanan_tidak_menjawab', 'efek_tidak_dikenal', 'lain'] as const;
export type EffectErrorCode = (typeof EFFECT_ERROR_CODES)[number];

/** An effect whose name nobody handles: a row of a newer version, or of one that is gone. */
export class UnknownEffectError extends Error {
  constructor(effect: string) {
    super(`no handler for effect ${effect}`);
    this.name = 'UnknownEffectError';
  }
}

export function effectErrorCode(error: unknown): EffectErrorCode {
  const { code, name, status } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; name?: unknown; status?: unknown };
  const passing = passingFault(error);
  if (passing === 'penuh') return 'penyimpanan_penuh';
  if (name === 'FileMissingError' || code === 'ENOENT') return 'berkas_hilang';
  if (name === 'UnknownEffectError') return 'efek_tidak_dikenal';
  if (passing === 'tidak_menjawab' || status === 503 || (typeof code === 'string' && /^(53.00|E(CONN\w+|SOCKET|HOSTUNREACH|AI_AGAIN))$/.test(code))) return 'layanan_tidak_menjawab';
  return 'lain';
}
