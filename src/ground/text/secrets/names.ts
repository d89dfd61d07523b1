/** How much a name says about the value beside it. */
export type Suspicion =
  /** A password: any value is one. */
  | 'password'
  /** A token or key: prose and paths are not. */
  | 'token'
  /** A Kubernetes Secret's name is as likely as a value: names are not. */
  | 'secret'
  /** Only a value that looks random is one. */
  | 'credential'
  | 'none';

const PASSWORDS = new Set(['password', 'passwd', 'passphrase', 'passwords', 'passcode']);
const WEAK_PASSWORDS = new Set(['pass', 'pwd', 'pw']);
const CREDENTIALS = new Set(['credential', 'credentials', 'jwt', 'auth', 'otp', 'salt', 'hmac']);
/** "api key" is a secret, "partition key" is not. */
const KEYED = new Set(
  'api access secret private auth encryption encrypt decryption master signing account shared service license storage ssh session app application admin root deploy subscription jwt hmac aes cookie crypt tls ssl ca server client rsa gpg pgp write read functions host webhook bot base'.split(
    ' ',
  ),
);
/** "client secret" is a value; "pull secret" is a name. */
const SECRET_VALUES = new Set(
  'client consumer app application shared jwt webhook signing oauth oauth2 session cookie api hmac encryption access auth0 bot slack github user db django rails flask nextauth the my aws azure gcp'.split(
    ' ',
  ),
);
/** Endings that say which one, not what it is: DB_PASSWORD_PROD, token2, SECRET_KEY_BASE. */
const ENDINGS = new Set(
  'base prod production staging stage dev test live old new current previous primary secondary value b64 base64 hash data plain text enc default'.split(
    ' ',
  ),
);
const JOINED = /(?:password|passwd|passphrase)$/;
const JOINED_TOKEN = /(?:token|apikey|secretkey|accesskey|privatekey|authkey|signingkey)$/;
const STEMS = /pass|pwd|pw|secret|token|key|cred|jwt|auth|otp|salt|hmac|-data|dockerc/i;
const FILE_KEYS = new Set(['dockerconfigjson', 'dockercfg', 'client-key-data', 'client-certificate-data']);

/** What a key, setting, flag or field of this name holds. */
export function suspicionOf(name: string): Suspicion {
  if (!STEMS.test(name)) return 'none';
  const bare = name.replace(/^[-.]+/, '');
  if (FILE_KEYS.has(bare)) return 'token';
  const words = wordsOf(bare);
  while (words.length > 1 && isEnding(words.at(-1) ?? '')) words.pop();
  return bySuffix(words.at(-1) ?? '', words.at(-2));
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function isEnding(word: string): boolean {
  return ENDINGS.has(word) || /^v?\d+$/.test(word);
}

function bySuffix(ending: string, before: string | undefined): Suspicion {
  const last = ending.replace(/\d+$/, '');
  if (PASSWORDS.has(last) || JOINED.test(last)) return 'password';
  if (WEAK_PASSWORDS.has(last)) return before !== undefined && before !== 'proxy' ? 'password' : 'none';
  if (last === 'key' || last === 'keyid') return last === 'key' && KEYED.has(before ?? '') ? 'token' : 'none';
  if (JOINED_TOKEN.test(last)) return 'token';
  if (last.endsWith('secret')) return isSecretValue(last, before) ? 'token' : 'secret';
  return CREDENTIALS.has(last) ? 'credential' : 'none';
}

function isSecretValue(last: string, before: string | undefined): boolean {
  return SECRET_VALUES.has(last === 'secret' ? (before ?? '') : last.slice(0, -'secret'.length));
}
