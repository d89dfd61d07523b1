import { UpstreamError } from '#ground/errors';
import type { ClusterSnapshot, Unseen, WatchedKind } from '#diagnosis/evidence';
import type { KubeClient } from '../client/client.ts';
import type { Log } from '../log.ts';
import type { Timings } from '../timings.ts';
import { CertificateReader } from './certificate-reader.ts';
import { KindWatch } from './kind-watch.ts';
import { keepProbing } from './probe.ts';
import type { Pulse } from './probe.ts';
import { WATCHED_RESOURCES } from './resources.ts';
import { createScopeFinder } from './scopes.ts';
import { createStores } from './stores.ts';
import type { Stores } from './stores.ts';
import { summariseGaps } from './summarise-gaps.ts';
import { createTurnstile } from './turnstile.ts';

/** What the cache of one cluster is built from. */
interface ClusterCacheDeps {
  cluster: string;
  environment: string;
  client: KubeClient;
  /** Where to look when the account may not list namespaces. */
  namespaces: string[];
  timings: Timings;
  now: () => number;
  random: () => number;
  log: Log;
  onChange: () => void;
}

/** How well a cluster can be read. */
interface Health {
  state: 'connecting' | 'ready' | 'partial' | 'unreachable';
  problem?: string;
  version?: string;
  /** Objects that could not be understood and are left out. */
  skipped: number;
}

const LISTS_AT_ONCE = 6;
/** A snapshot is made anew after so long even when nothing has changed, so that its dates tell how fresh it is. */
const SNAPSHOT_MS = 5_000;

/** Keeps one cluster in memory as its API server has it. */
export class ClusterCache {
  readonly #deps: ClusterCacheDeps;
  readonly #life = new AbortController();
  readonly #stores: Stores;
  readonly #watches: ReadonlyMap<WatchedKind, KindWatch>;
  readonly #certificates: CertificateReader;
  readonly #settled = Promise.withResolvers<void>();
  #pulse: Pulse | undefined;
  #started = false;
  #everSettled = false;
  #objects: ClusterSnapshot['objects'] | undefined;
  #unseen: Unseen[] | undefined;
  #snapshot: ClusterSnapshot | undefined;

  constructor(deps: ClusterCacheDeps) {
    this.#deps = deps;
    this.#certificates = this.#createCertificateReader();
    this.#stores = createStores({
      finishSecret: (secret) => this.#certificates.finish(secret),
      onChange: () => this.#objectsChanged(),
      onSecretChange: () => this.#certificates.notice(),
      onSkipped: (kind, problem) =>
        deps.log.warn(
          { cluster: deps.cluster, kind, problem },
          'an object could not be read and is left out',
        ),
    });
    this.#watches = this.#createWatches();
  }

  /** Begins to list and watch, in the background; an API server that does not answer is tried until close(). */
  start(): void {
    const { client, timings, now } = this.#deps;
    const signal = this.#life.signal;
    const onPulse = (before: Pulse | undefined, after: Pulse) => this.#beat(before, after);
    void keepProbing({ client, timings, now, signal, onPulse });
    void this.#certificates.run();
  }

  close(): void {
    this.#life.abort();
    for (const watch of this.#watches.values()) watch.stop();
    this.#settled.resolve();
  }

  /** Resolves when every kind has been tried once, or the server turned out to be out of reach. */
  settled(): Promise<void> {
    return this.#settled.promise;
  }

  health(): Health {
    const pulse = this.#pulse;
    const facts = { version: pulse?.version, skipped: this.#stores.skipped() };
    if (pulse === undefined) return { state: 'connecting', ...facts };
    if (!pulse.reachable) return { state: 'unreachable', problem: pulse.problem, ...facts };
    if (!this.#everSettled) return { state: 'connecting', ...facts };
    const problem = summariseGaps(this.#unseenNow(), this.#outdated());
    if (problem === undefined && this.#currentAsOf() === undefined)
      return { state: 'unreachable', problem: noApi(this.#deps.client.server), ...facts };
    return problem === undefined ? { state: 'ready', ...facts } : { state: 'partial', problem, ...facts };
  }

  /** The same object while nothing has changed, for at most five seconds. UpstreamError while nothing was ever read. */
  snapshot(): ClusterSnapshot {
    const { now, cluster, environment } = this.#deps;
    const at = now();
    const currentAsOf = this.#currentAsOf();
    if (currentAsOf === undefined) throw this.#nothingRead();
    if (this.#snapshot !== undefined && saysTheSame(this.#snapshot, { at, currentAsOf }))
      return this.#snapshot;
    this.#objects ??= this.#stores.all();
    this.#snapshot = {
      cluster,
      environment,
      version: this.#pulse?.version,
      takenAt: at,
      currentAsOf: Math.min(at, currentAsOf),
      objects: this.#objects,
      unseen: this.#unseenNow(),
    };
    return this.#snapshot;
  }

  #currentAsOf(): number | undefined {
    const checkedAt = this.#pulse?.checkedAt ?? 0;
    const moments = [...this.#watches.values()].flatMap((watch) => watch.currentAsOf(checkedAt) ?? []);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  #unseenNow(): Unseen[] {
    this.#unseen ??= [...this.#watches.values()].flatMap((watch) => watch.unseen());
    return this.#unseen;
  }

  #outdated(): string[] {
    return [...this.#watches.values()].flatMap((watch) => watch.outdated() ?? []);
  }

  #nothingRead(): UpstreamError {
    const { cluster } = this.#deps;
    const { state, problem } = this.health();
    const message =
      state === 'connecting'
        ? `Jamie is still connecting to ${cluster}.`
        : `Nothing of ${cluster} can be read: ${problem}`;
    return new UpstreamError({ code: 'cluster-unread', message, retryable: true });
  }

  #beat(before: Pulse | undefined, after: Pulse): void {
    this.#pulse = after;
    if (after.reachable && !this.#started) this.#startWatches();
    else if (after.reachable && before?.reachable === false)
      for (const watch of this.#watches.values()) watch.nudge();
    if (!after.reachable) this.#settled.resolve();
    for (const watch of this.#watches.values()) watch.check();
    this.#report(before, after);
    if (before?.reachable !== after.reachable) this.#stateChanged();
  }

  #report(before: Pulse | undefined, { reachable, problem, version }: Pulse): void {
    if (before?.reachable === reachable) return;
    const { log, cluster } = this.#deps;
    if (reachable) log.info({ cluster, version }, 'the API server answers');
    else log.warn({ cluster, problem }, 'the API server is out of reach');
  }

  #startWatches(): void {
    this.#started = true;
    for (const watch of this.#watches.values()) watch.start();
  }

  #allSettled(): boolean {
    const listed = this.#started && [...this.#watches.values()].every((watch) => watch.settled());
    return listed && this.#certificates.settled();
  }

  #objectsChanged(): void {
    this.#objects = undefined;
    this.#snapshot = undefined;
    this.#deps.onChange();
  }

  #stateChanged(): void {
    this.#unseen = undefined;
    this.#snapshot = undefined;
    if (!this.#everSettled && this.#allSettled()) {
      this.#everSettled = true;
      this.#settled.resolve();
    }
    this.#deps.onChange();
  }

  #createWatches(): Map<WatchedKind, KindWatch> {
    const { client, timings, now, random, namespaces } = this.#deps;
    const turnstile = createTurnstile(LISTS_AT_ONCE);
    const scopes = createScopeFinder({ client, now, configured: namespaces, signal: this.#life.signal });
    const onState = () => this.#stateChanged();
    const shared = { client, timings, now, random, turnstile, scopes, onState };
    const watch = (kind: WatchedKind) =>
      new KindWatch({ ...shared, kind, resource: WATCHED_RESOURCES[kind], store: this.#stores.of(kind) });
    const inOrder = Object.keys(WATCHED_RESOURCES) as WatchedKind[];
    return new Map(inOrder.map((kind) => [kind, watch(kind)]));
  }

  #createCertificateReader(): CertificateReader {
    return new CertificateReader({
      client: this.#deps.client,
      timings: this.#deps.timings,
      signal: this.#life.signal,
      onSettled: () => this.#stateChanged(),
      store: () => this.#stores.of('Secret'),
      scopes: () => this.#watches.get('Secret')?.scopes() ?? [],
    });
  }
}

function noApi(server: string): string {
  return `What answers at ${server} serves none of the Kubernetes API: check the address, proxies included.`;
}

/** True when a snapshot's dates still tell how fresh the cluster's objects are, give or take five seconds. */
function saysTheSame(
  snapshot: ClusterSnapshot,
  { at, currentAsOf }: { at: number; currentAsOf: number },
): boolean {
  const age = at - snapshot.takenAt;
  return age >= 0 && age < SNAPSHOT_MS && Math.abs(currentAsOf - snapshot.currentAsOf) < SNAPSHOT_MS;
}
