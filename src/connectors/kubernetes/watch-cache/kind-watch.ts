import type { Unseen, WatchedKind } from '#diagnosis/evidence';
import type { KubeClient } from '../client/client.ts';
import { resourcePath } from '../client/paths.ts';
import type { Timings } from '../timings.ts';
import type { ObjectStore } from './object-store.ts';
import { Reflector } from './reflector.ts';
import type { ReflectorState } from './reflector.ts';
import type { WatchedResource } from './resources.ts';
import type { ScopeFinder } from './scopes.ts';
import type { Turnstile } from './turnstile.ts';
import { unseenOf } from './unseen.ts';
import type { Narrowed, ScopeView } from './unseen.ts';

/** What the watch of one kind is built from. */
interface KindWatchDeps {
  kind: WatchedKind;
  resource: WatchedResource;
  store: Pick<ObjectStore, 'sink' | 'drop'>;
  client: KubeClient;
  scopes: ScopeFinder;
  turnstile: Turnstile;
  timings: Timings;
  now: () => number;
  random: () => number;
  onState: () => void;
}

const WHOLE_CLUSTER = '';
const NOT_STARTED: ScopeView = { state: { phase: 'listing' }, listed: false };

/**
 * Watches one kind: in the whole cluster, or, where that is forbidden, in each namespace the account may look into.
 */
export class KindWatch {
  readonly #deps: KindWatchDeps;
  readonly #reflectors = new Map<string, Reflector>();
  #narrowed: Narrowed | undefined;
  #narrowing = false;
  #stopped = false;

  constructor(deps: KindWatchDeps) {
    this.#deps = deps;
  }

  start(): void {
    if (!this.#stopped) this.#begin(WHOLE_CLUSTER);
  }

  stop(): void {
    this.#stopped = true;
    for (const reflector of this.#reflectors.values()) reflector.stop();
  }

  /** Wakes what is pausing or watching: the server is back. */
  nudge(): void {
    for (const reflector of this.#reflectors.values()) reflector.nudge();
  }

  /** Looks for watches gone silent, and for namespaces come and gone. */
  check(): void {
    for (const reflector of this.#reflectors.values()) reflector.checkSilence();
    if (this.#narrowed !== undefined) void this.#narrow();
  }

  /** True when every scope has been tried once. */
  settled(): boolean {
    const states = [...this.#reflectors.values()].map(({ state }) => state.phase);
    const looking = this.#narrowing && this.#narrowed === undefined;
    return states.length > 0 && !looking && !states.includes('listing');
  }

  /** Until when what is known was current; undefined when nothing is known. */
  currentAsOf(checkedAt: number): number | undefined {
    const known = this.#reporting().filter(
      ({ state }) => state.phase === 'live' || state.phase === 'failing',
    );
    const moments = known.map((reflector) => reflector.currentAsOf(checkedAt)).filter((at) => at > 0);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  /** The scopes from which objects come: namespaces, or '' for the whole cluster. */
  scopes(): string[] {
    const live = [...this.#reflectors].filter(([, { listed }]) => listed);
    return live.map(([scope]) => scope);
  }

  unseen(): Unseen[] {
    const { kind, resource } = this.#deps;
    const whole = this.#reflectors.get(WHOLE_CLUSTER) ?? NOT_STARTED;
    const scopes = [...this.#reflectors]
      .filter(([scope]) => scope !== WHOLE_CLUSTER)
      .map(([namespace, { state, listed }]) => ({ namespace, state, listed }));
    return unseenOf({ kind, resource, whole, narrowed: this.#narrowed, scopes });
  }

  /** Why what is known may be out of date, in words; undefined when it is kept up. */
  outdated(): string | undefined {
    const lagging = this.#reporting().find(({ state, listed }) => listed && state.phase === 'failing');
    if (lagging?.state.phase !== 'failing') return undefined;
    return `The ${this.#deps.resource.plural} may be out of date: ${lagging.state.problem}`;
  }

  #reporting(): Reflector[] {
    const all = [...this.#reflectors];
    return all
      .filter(([scope]) => this.#narrowed === undefined || scope !== WHOLE_CLUSTER)
      .map(([, one]) => one);
  }

  #begin(scope: string): void {
    const { resource, store, client, turnstile, timings, now, random } = this.#deps;
    const namespace = scope === WHOLE_CLUSTER ? undefined : scope;
    const { group, versions, plural } = resource;
    const reflector = new Reflector({
      client,
      turnstile,
      timings,
      now,
      random,
      paths: versions.map((version) => resourcePath({ group, version, plural, namespace })),
      metadataOnly: resource.metadataOnly === true,
      sink: store.sink(scope),
      onState: (state) => this.#changed(scope, state),
    });
    this.#reflectors.set(scope, reflector);
    void reflector.run();
  }

  #changed(scope: string, state: ReflectorState): void {
    if (scope === WHOLE_CLUSTER && state.phase === 'forbidden' && this.#deps.resource.namespaced)
      void this.#narrow();
    else if (scope === WHOLE_CLUSTER && state.phase === 'live') this.#widen();
    this.#deps.onState();
  }

  async #narrow(): Promise<void> {
    if (this.#narrowing) return;
    this.#narrowing = true;
    try {
      this.#adopt(await this.#lookAround());
    } finally {
      this.#narrowing = false;
    }
    this.#deps.onState();
  }

  async #lookAround(): Promise<Narrowed> {
    const { scopes, resource } = this.#deps;
    const { names, complete, tooMany } = await scopes.namespaces();
    const answers = await Promise.all(names.map((name) => scopes.mayList(name, resource)));
    return {
      complete,
      tooMany,
      allowed: names.filter((_, index) => answers[index]),
      refused: names.filter((_, index) => !answers[index]),
    };
  }

  #adopt(narrowed: Narrowed): void {
    if (this.#stopped || this.#reflectors.get(WHOLE_CLUSTER)?.state.phase === 'live') return;
    this.#narrowed = narrowed;
    for (const scope of narrowed.allowed) if (!this.#reflectors.has(scope)) this.#begin(scope);
    for (const scope of [...this.#reflectors.keys()])
      if (scope !== WHOLE_CLUSTER && !narrowed.allowed.includes(scope)) this.#end(scope);
  }

  #widen(): void {
    this.#narrowed = undefined;
    for (const scope of [...this.#reflectors.keys()]) if (scope !== WHOLE_CLUSTER) this.#end(scope);
  }

  #end(scope: string): void {
    this.#reflectors.get(scope)?.stop();
    this.#reflectors.delete(scope);
    this.#deps.store.drop(scope);
  }
}
