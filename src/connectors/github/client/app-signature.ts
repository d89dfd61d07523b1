import { createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ConfigError } from '#ground/errors';

const MINUTE_S = 60;
/** GitHub refuses more than ten minutes; its clock may be behind ours. */
const LIFE_S = 9 * MINUTE_S;

/** The App's key; ConfigError when the text holds none. */
export function readPrivateKey(pem: string): KeyObject {
  const message = 'JAMIE_GITHUB_APP_PRIVATE_KEY_FILE holds no private RSA key in PEM, as GitHub gives it.';
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch (cause) {
    throw new ConfigError({ code: 'bad-settings', message, cause });
  }
  throw new ConfigError({ code: 'bad-settings', message });
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The JSON web token by which an App says who it is, for some minutes. */
export function signedBy(key: KeyObject, { id, now }: { id: string; now: number }): string {
  const seconds = Math.floor(now / 1000);
  const claims = { iat: seconds - MINUTE_S, exp: seconds + LIFE_S, iss: id };
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}
