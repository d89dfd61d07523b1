export { findingSchema, severitySchema } from './finding.ts';
export type { Finding, Severity } from './finding.ts';
