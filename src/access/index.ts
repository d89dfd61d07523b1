export { authorise } from './authorise.ts';
export type { Person, RequestFacts } from './authorise.ts';
export { doorPolicy } from './door-policy.ts';
export type { DoorPolicy } from './door-policy.ts';
