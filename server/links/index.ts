/** Private links of applicants. Others make them for a letter, fill them at sending, look them up and revoke them. */
export { createLink } from './create-link.ts';
export { findByToken, type FoundLink } from './find-by-token.ts';
export { revokeLinks, stampFirstOpening, wasOpenedSince } from './links.repository.ts';
export { accountTokenOf, tokenOf } from './token.ts';
