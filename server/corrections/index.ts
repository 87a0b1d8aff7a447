/** Undoing a mistake: a corrected address. What else a correcting act does is done by whoever owns it (letters, registry, archive). */
export { addressProposal } from './address-proposal.view.ts';
export { correctionsDoorPart } from './corrections-door.ts';
export { findProposal, type AddressCorrectionRow } from './address-corrections.repository.ts';
