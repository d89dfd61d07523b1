export { isNamedSecret } from './secrets/named-secrets.ts';
export { redactSecrets } from './secrets/redact-secrets.ts';
export { stripTerminal } from './strip-terminal.ts';
export { cutText } from './cut-text.ts';
export { nearest } from './nearest.ts';
export {
  capitalise,
  formatAge,
  formatBytes,
  formatCores,
  formatDuration,
  formatNumber,
  formatShare,
  plural,
} from './quantities.ts';
