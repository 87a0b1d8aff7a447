/** Private links of applicants. Others make them for a letter, fill them at sending, look them up and revoke them. */
export { createLink } from './create-link.ts';
export { findByToken, findUploadLink, type FoundLink } from './find-by-token.ts';
export { linkAddress } from './link-address.ts';
export { isLinkRevoked, revokeLink, revokeLinks, stampFirstOpening, wasOpenedSince } from './links.repository.ts';
export { accountTokenOf, tokenOf } from './token.ts';
