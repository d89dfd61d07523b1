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
  store: () => ObjectStore<'Secret'>;
  /** The namespaces in which secrets are watched; '' for all of them. */
  scopes: () => string[];
  timings: Timings;
  signal: AbortSignal;
}

/** Writes what TLS certificates say onto the watched secrets, now and then and whenever a secret has changed. */
export class CertificateReader {
  readonly #deps: ReaderDeps;
  #known = new Map<string, Certificate | undefined>();
  /** Of each secret, as it was when its certificate was read. */
  #versions = new Map<string, string | undefined>();
  #changed = new AbortController();

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
  }

  /** Adds what is known to a secret that was read anew. */
  finish(secret: Secret): Secret {
    const key = keyOf(secret);
    if (this.#versions.get(key) !== secret.metadata.resourceVersion) this.#changed.abort();
    return this.#known.has(key) ? withCertificate(secret, this.#known.get(key)) : secret;
  }

  /** Reads certificates until the signal aborts. Never rejects. */
  async run(): Promise<void> {
    const { signal, timings } = this.#deps;
    while (!signal.aborted) {
      await wait(timings.certificatesMs, AbortSignal.any([signal, this.#changed.signal]));
      await wait(timings.certificatesDelayMs, signal);
      this.#changed = new AbortController();
      if (!signal.aborted) await this.#read();
    }
  }

  async #read(): Promise<void> {
    const { client, scopes, store, signal } = this.#deps;
    const versions = new Map(
      store()
        .objects()
        .map((secret) => [keyOf(secret), secret.metadata.resourceVersion]),
    );
    const found = await Promise.all(
      scopes().map((scope) => readCertificates(client, secretsPath(scope), signal).catch(() => undefined)),
    );
    if (found.includes(undefined)) return;
    this.#known = new Map(found.flatMap((some) => [...(some ?? [])]));
    this.#versions = versions;
    store().revise((secret) => {
      const key = keyOf(secret);
      return this.#known.has(key) ? withCertificate(secret, this.#known.get(key)) : secret;
    });
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
