export { ConfigError, DeniedError, InputError, UpstreamError, isHouseError } from './errors.ts';
export type { HouseError } from './errors.ts';
