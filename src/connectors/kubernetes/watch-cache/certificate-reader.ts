import type { ObjectOf } from '#diagnosis/evidence';
import type { KubeClient } from '../client/client.ts';
import { resourcePath } from '../client/paths.ts';
import { wait } from '../client/wait.ts';
import type { Timings } from '../timings.ts';
import { readCertificates, TLS_SECRET } from './certificates.ts';
import type { Certificate } from './certificates.ts';
import type { ObjectStore } from './object-store.ts';

type Secret = ObjectOf<'Secret'>;

interface ReaderDeps {
  client: KubeClient;
  store: () => Pick<ObjectStore<'Secret'>, 'objects' | 'revise'>;
  /** The namespaces in which secrets are watched; '' for all of them. */
  scopes: () => string[];
  timings: Timings;
  signal: AbortSignal;
  /** Told once, when the certificates have been read for the first time, or could not be. */
  onSettled: () => void;
}

/** A secret as it was when its certificate was looked for. */
interface Look {
  uid: string | undefined;
  version: string | undefined;
  isTls: boolean;
  certificate?: Certificate;
}

/** So many changed secrets are read one by one; when there are more, all TLS secrets are listed. */
const FEW = 10;

/** Writes what TLS certificates say onto the watched secrets, as soon as a secret has changed. */
export class CertificateReader {
  readonly #deps: ReaderDeps;
  readonly #looks = new Map<string, Look>();
  #changed = new AbortController();
  #tried = false;

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
  }

  /** Adds what is known to a secret that was read anew. */
  finish(secret: Secret): Secret {
    const look = this.#looks.get(keyOf(secret));
    return look?.isTls && look.uid === secret.metadata.uid
      ? withCertificate(secret, look.certificate)
      : secret;
  }

  /** To be told that the watched secrets are not what they were. */
  notice(): void {
    this.#changed.abort();
  }

  /** True when every secret's certificate has been looked for once, or there is none. */
  settled(): boolean {
    return this.#tried || this.#unread().length === 0;
  }

  /** Reads certificates until the signal aborts. Never rejects. */
  async run(): Promise<void> {
    const { signal, timings } = this.#deps;
    for (let failed = false; !signal.aborted;) {
      const most = failed ? timings.pollMs : timings.certificatesMs;
      await wait(most, AbortSignal.any([signal, this.#changed.signal]));
      await wait(timings.certificatesDelayMs, signal);
      this.#changed = new AbortController();
      if (!signal.aborted) failed = !(await this.#read());
    }
  }

  /** True unless something could not be read. */
  async #read(): Promise<boolean> {
    const unread = this.#unread();
    if (unread.length === 0) return true;
    const read = await this.#certificatesOf(unread).catch(() => undefined);
    if (read !== undefined) this.#keep(unread, read);
    if (!this.#tried) {
      this.#tried = true;
      this.#deps.onSettled();
    }
    return read !== undefined;
  }

  #keep(unread: Secret[], read: Map<string, Certificate | undefined>): void {
    const { store } = this.#deps;
    for (const secret of unread) {
      const { uid, resourceVersion: version } = secret.metadata;
      const key = keyOf(secret);
      this.#looks.set(key, { uid, version, isTls: read.has(key), certificate: read.get(key) });
    }
    const existing = new Set(store().objects().map(keyOf));
    for (const key of this.#looks.keys()) if (!existing.has(key)) this.#looks.delete(key);
    store().revise((secret) => this.finish(secret));
  }

  /** The secrets that have changed since they were looked at. The type of a secret never changes: one of another type stays so. */
  #unread(): Secret[] {
    const { store } = this.#deps;
    return store()
      .objects()
      .filter((secret) => {
        const { uid, resourceVersion } = secret.metadata;
        const look = this.#looks.get(keyOf(secret));
        return look?.uid !== uid || (look?.isTls !== false && look?.version !== resourceVersion);
      });
  }

  async #certificatesOf(unread: Secret[]): Promise<Map<string, Certificate | undefined>> {
    const { client, scopes, signal } = this.#deps;
    const wanted =
      unread.length > FEW
        ? scopes().map((scope) => ({ path: secretsPath(scope) }))
        : unread.map(({ metadata: { namespace, name } }) => ({ path: secretsPath(namespace), name }));
    const found = await Promise.all(wanted.map((where) => readCertificates(client, where, signal)));
    return new Map(found.flatMap((some) => [...some]));
  }
}

function withCertificate(secret: Secret, certificate: Certificate | undefined): Secret {
  if (secret.type === TLS_SECRET && JSON.stringify(secret.certificate) === JSON.stringify(certificate))
    return secret;
  return { ...secret, type: TLS_SECRET, certificate };
}

function keyOf({ metadata }: Secret): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function secretsPath(scope: string): string {
  return resourcePath({
    group: '',
    version: 'v1',
    plural: 'secrets',
    namespace: scope === '' ? undefined : scope,
  });
}
