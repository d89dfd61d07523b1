import { join } from 'node:path';
import { z } from 'zod';
import { MODEL_SETTINGS } from './model-settings.ts';
import { MANNER_SETTINGS } from './manner-settings.ts';
import { setting } from './setting.ts';
import type { Setting, Surroundings } from './setting.ts';
import { SYSTEM_SETTINGS } from './system-settings.ts';

const PORT_RANGE = 'must be a whole number from 0 to 65535';

/** True for a name that dates can be shown in, such as Europe/London. */
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const cluster = z.strictObject({
  context: z.string().min(1),
  environment: z.string().optional(),
  aliases: z.array(z.string().min(1)).optional(),
  namespaces: z.array(z.string().min(1)).optional(),
});

/** Every setting there is. `jamie config` prints this list. */
const SETTINGS = {
  home: setting({
    schema: z.string().min(1),
    env: 'JAMIE_HOME',
    inFile: false,
    description:
      'The folder for the embedded store, the lock and jamie.yaml. One Jamie at a time works on it.',
    default: ({ homedir }) => join(homedir, '.jamie'),
  }),
  config: setting({
    schema: z.string().min(1).optional(),
    env: 'JAMIE_CONFIG',
    inFile: false,
    description:
      'The settings file, YAML. jamie.yaml in the home folder when not given; that one may be missing.',
    default: () => undefined,
  }),
  host: setting({
    schema: z.string().min(1),
    env: 'JAMIE_HOST',
    description: 'The address to listen on. Anything but a loopback address needs an access token.',
    default: () => '127.0.0.1',
  }),
  port: setting({
    schema: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65535, PORT_RANGE),
    env: 'JAMIE_PORT',
    description: 'The port to listen on; 0 takes any free one.',
    default: () => 8000,
  }),
  accessToken: setting({
    schema: z
      .string()
      .min(16, 'must be at least 16 characters long')
      .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
      .optional(),
    env: 'JAMIE_ACCESS_TOKEN',
    description:
      'Whoever talks to Jamie must send it as "Authorization: Bearer <token>". Not needed on loopback.',
    default: () => undefined,
    secret: true,
  }),
  databaseUrl: setting({
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgres://user:password@host:5432/name')
      .optional(),
    env: 'JAMIE_DATABASE_URL',
    description: 'A PostgreSQL database to keep everything in, instead of the embedded store.',
    default: () => undefined,
    secret: true,
  }),
  logLevel: setting({
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    env: 'JAMIE_LOG_LEVEL',
    description: 'How much is logged, as JSON lines on standard error.',
    default: () => 'info' as const,
  }),
  timeZone: setting({
    schema: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/London'),
    env: 'JAMIE_TIME_ZONE',
    description: 'The time zone that "since 14:00" and "yesterday" are understood in.',
    default: ({ timeZone }) => timeZone,
  }),
  kubeconfig: setting({
    schema: z.string().min(1).optional(),
    env: 'KUBECONFIG',
    description:
      'Kubeconfig files, joined as kubectl does. ~/.kube/config, then the service account of the pod, when not given.',
    default: () => undefined,
  }),
  clusters: setting({
    schema: z.array(cluster),
    description:
      'What the contexts of the kubeconfig are called: a list of {context, environment, aliases, namespaces}.',
    default: () => [],
  }),
  ...SYSTEM_SETTINGS,
  ...MODEL_SETTINGS,
  ...MANNER_SETTINGS,
  world: setting({
    schema: z.enum(['auto', 'always', 'never']),
    env: 'JAMIE_WORLD',
    description: 'The simulated company to try Jamie on: "auto" starts it when there is no kubeconfig.',
    default: () => 'auto' as const,
  }),
};

export type SettingName = keyof typeof SETTINGS;
export type Config = { [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']> };

/** A setting without its own type, for walking the list. */
export type AnySetting = Omit<Setting<z.ZodType>, 'default'> & {
  default: (surroundings: Surroundings) => unknown;
};

export const ALL_SETTINGS: [SettingName, AnySetting][] = Object.entries(SETTINGS) as [
  SettingName,
  AnySetting,
][];
