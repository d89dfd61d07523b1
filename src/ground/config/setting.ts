import { z } from 'zod';

/** What defaults are made from. */
export interface Surroundings {
  homedir: string;
  /** IANA name of the machine. */
  timeZone: string;
}

/** One setting: its shape, where it comes from, what it is for. */
export interface Setting<Schema extends z.ZodType> {
  schema: Schema;
  /** The environment variable; none for what only the file can say. */
  env?: string;
  /** False for what the file cannot say, because it decides which file. */
  inFile?: false;
  description: string;
  default: (surroundings: Surroundings) => z.output<Schema> | undefined;
  secret?: true;
}

/** Declares a setting; its type follows from its schema. */
export const setting = <Schema extends z.ZodType>(declared: Setting<Schema>): Setting<Schema> => declared;

/** The URL of a server, without user or password. */
export const serverUrl = z
  .string()
  .regex(
    /^https?:\/\/[^\s@/?#]+(\/[^\s?#]*)?$/,
    'must look like http://host:port/path, without user or password',
  );
const optionalText = z.string().min(1).optional();

/** A text that may be left out. */
export const textSetting = (env: string, description: string): Setting<typeof optionalText> =>
  setting({ schema: optionalText, env, description, default: () => undefined });

/** A text that is never shown. */
export const secretSetting = (env: string, description: string): Setting<typeof optionalText> =>
  setting({ schema: optionalText, env, description, default: () => undefined, secret: true });

/** A server's URL that may be left out. */
export const urlSetting = (env: string, description: string) =>
  setting({ schema: serverUrl.optional(), env, description, default: () => undefined });
