/** Who acts without being of the staff. */
import type { ActorIdentity } from '../domain/sop/model.ts';

/** Where nobody does: a timer, an absence, an effect. */
export const SYSTEM: ActorIdentity = { kind: 'sistem', id: null, name: 'Sistem', roles: ['sistem'] };
/** By his private link, or by what else only he has. */
export const APPLICANT: ActorIdentity = { kind: 'pemohon', id: null, name: 'Pemohon', roles: ['pemohon'] };
