/** Persons as they stood in a case: what was typed, what it means, who may see it in full. */
export { applyRepairedFields, typedFields } from './apply-repaired-fields.ts';
export { checkIdentity, type FieldWarning, type IdentityContext, type IdentityResult } from './check-identity.ts';
export { readFields } from './read-fields.ts';
export { subjectsDoorPart } from './subjects-door-part.ts';
export { subjectsRoutes } from './subjects.routes.ts';
export { unfiledDelivery, unfiledOf } from './unfiled-delivery.ts';
export { findApplicant, type SubjectRow } from './subjects.repository.ts';
