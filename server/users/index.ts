export { authRoutes, type AuthDeps } from './auth.routes.ts';
export { passwordRoutes } from './password.routes.ts';
export { userRoutes } from './users.routes.ts';
export { createSession } from './session.ts';
export { findOfficer } from './find-officer.ts';
export { firstAdminToken } from './account-link.ts';
export { inviteAccount, keepActor, type AccountDeps } from './accounts.ts';
export { hashPassword, isPassword } from './password.ts';
