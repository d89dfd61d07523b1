export { loadConfig } from './load-config.ts';
export type { Configuration, ConfigSources, SettingInUse } from './load-config.ts';
export type { Config } from './settings.ts';
