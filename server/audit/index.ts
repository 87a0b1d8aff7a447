export { recordAudit, type AuditEvent } from './record-audit.ts';
export { auditRoutes } from './audit.routes.ts';
