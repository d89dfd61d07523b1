export { loadConfig } from './load-config.ts';
export type { Configuration, ConfigSources, SettingInUse } from './load-config.ts';
export { isTimeZone } from './settings.ts';
export type { Config } from './settings.ts';
