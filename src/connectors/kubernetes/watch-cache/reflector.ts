import { DeniedError, UpstreamError } from '#ground/errors';
import type { KubeClient } from '../client/client.ts';
import { backoff, wait } from '../client/wait.ts';
import type { Timings } from '../timings.ts';
import { listPages } from './list-pages.ts';
import type { Turnstile } from './turnstile.ts';
import { Expired, hasStatus, ifNotServed, isExpired, messageOf } from './watch-errors.ts';
import { MalformedLine, watchEvents } from './watch-events.ts';
import type { WatchEvent } from './watch-events.ts';

/** How far a reflector has got. */
export type ReflectorState =
  { phase: 'listing' | 'live' } | { phase: 'forbidden' | 'not-served' | 'failing'; problem: string };

/** Where the objects of one kind in one scope go. A list comes object by object, so that none is held twice. */
export interface Sink {
  startList: () => void;
  listed: (item: unknown) => void;
  /** What was listed takes the place of all that was there. */
  endList: () => void;
  put: (item: unknown) => void;
  remove: (item: unknown) => void;
}

/** What a reflector is built from. */
interface ReflectorDeps {
  client: KubeClient;
  /** One path a version of the API, the best first. */
  paths: readonly string[];
  metadataOnly: boolean;
  sink: Sink;
  turnstile: Turnstile;
  timings: Timings;
  now: () => number;
  random: () => number;
  onState: (state: ReflectorState) => void;
}

const AS_LIST = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
const AS_OBJECT = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';
const MALFORMED_LIMIT = 2;

/**
 * Keeps one kind of one scope as the API server has it: a list, then a watch from there on, resumed when it ends, listed
 * anew when its resource version has expired, tried again with growing pauses when anything fails. Runs until stopped.
 */
export class Reflector {
  state: ReflectorState = { phase: 'listing' };
  /** True once a whole list has come, and as long as the account may see the kind. */
  listed = false;
  readonly #deps: ReflectorDeps;
  readonly #life = new AbortController();
  /** Ends a pause or a watch early. */
  #nudge = new AbortController();
  #path: string;
  #version = '';
  #failures = 0;
  #watchOpenedAt: number | undefined;
  /** When the objects were last known to be what the server has. */
  #heardAt = 0;
  #malformed = 0;
  /** Lists in a row that were too old to watch from as soon as they had come. */
  #expiries = 0;

  constructor(deps: ReflectorDeps) {
    this.#deps = deps;
    this.#path = deps.paths[0] ?? '';
  }

  /** Lists and watches until stop(). Never rejects. */
  async run(): Promise<void> {
    while (!this.#life.signal.aborted) {
      try {
        if (this.#version === '') await this.#list();
        await this.#watch();
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  stop(): void {
    this.#life.abort();
    this.#nudge.abort();
  }

  /** Ends the pause or the watch at hand: something has changed, such as the server being back. */
  nudge(): void {
    const previous = this.#nudge;
    this.#nudge = new AbortController();
    previous.abort();
  }

  /** Until when the objects are known to be current, given the last moment at which the server answered a check. */
  currentAsOf(checkedAt: number): number {
    const open = this.#watchOpenedAt;
    return open !== undefined && checkedAt >= open ? Math.max(this.#heardAt, checkedAt) : this.#heardAt;
  }

  /** Opens the watch anew when it has brought nothing for too long. */
  checkSilence(): void {
    const { now, timings } = this.#deps;
    if (this.#watchOpenedAt !== undefined && now() - this.#heardAt > timings.silentMs) this.nudge();
  }

  async #list(): Promise<void> {
    const { turnstile, sink, now } = this.#deps;
    const began = await turnstile(async () => {
      const at = now();
      this.#version = await this.#listServedVersion();
      return at;
    });
    sink.endList();
    this.listed = true;
    this.#heardAt = began;
    this.#failures = 0;
    this.#become({ phase: 'live' });
  }

  async #listServedVersion(): Promise<string> {
    const { paths } = this.#deps;
    for (const path of paths.slice(0, -1)) {
      const version = await this.#listPath(path).catch(ifNotServed);
      if (version !== undefined) return version;
    }
    return this.#listPath(paths.at(-1) ?? '');
  }

  #listPath(path: string): Promise<string> {
    const { client, metadataOnly, sink } = this.#deps;
    this.#path = path;
    return listPages({
      client,
      path,
      accept: metadataOnly ? AS_LIST : undefined,
      signal: this.#life.signal,
      onStart: () => sink.startList(),
      onItem: (item) => sink.listed(item),
    });
  }

  async #watch(): Promise<void> {
    const { client, metadataOnly, timings, random, now } = this.#deps;
    const signal = AbortSignal.any([this.#life.signal, this.#nudge.signal]);
    const seconds = Math.max(1, Math.round((timings.watchMs / 1000) * (1 + random())));
    const query = {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: this.#version,
      timeoutSeconds: seconds,
    };
    const accept = metadataOnly ? AS_OBJECT : undefined;
    try {
      const body = await client.stream({ path: this.#path, query, accept, signal });
      this.#opened(now());
      for await (const event of watchEvents(body, () => (this.#heardAt = now()))) this.#apply(event);
      await wait(timings.backoffMs / 10, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#watchOpenedAt = undefined;
    }
  }

  #opened(at: number): void {
    this.#watchOpenedAt = at;
    this.#heardAt = Math.max(this.#heardAt, at);
    if (this.state.phase !== 'live') this.#become({ phase: 'live' });
  }

  #apply({ type, object }: WatchEvent): void {
    if (type === 'ERROR') {
      if (object.code === 410) throw new Expired();
      const message = object.message ?? 'the watch ended with an error';
      throw new UpstreamError({ code: 'watch-failed', message, retryable: true, status: object.code });
    }
    this.#malformed = 0;
    this.#failures = 0;
    this.#expiries = 0;
    if (type === 'DELETED') this.#deps.sink.remove(object);
    else if (type !== 'BOOKMARK') this.#deps.sink.put(object);
    this.#version = object.metadata?.resourceVersion ?? this.#version;
  }

  async #recover(error: unknown): Promise<void> {
    if (this.#life.signal.aborted) return;
    const pause = this.#pauseAfter(error);
    if (pause > 0) await wait(pause, this.#nudge.signal);
  }

  #pauseAfter(error: unknown): number {
    const watching = this.#version !== '';
    if (watching && (isExpired(error) || hasStatus(error, 404)))
      return this.#listAgainAfter(this.#pauseBeforeList());
    if (watching && error instanceof DeniedError) return this.#listAgainAfter(this.#deps.timings.pollMs);
    if (error instanceof DeniedError) return this.#givenUp('forbidden', error.message);
    if (hasStatus(error, 404)) return this.#givenUp('not-served', messageOf(error));
    return this.#failed(error);
  }

  #listAgainAfter(pause: number): number {
    this.#version = '';
    return pause;
  }

  /** None the first time; a server that never lets a watch begin where its list ended is not asked without pause. */
  #pauseBeforeList(): number {
    const { timings, random } = this.#deps;
    this.#expiries += 1;
    const limits = { base: timings.backoffMs, max: timings.backoffMaxMs, random };
    return this.#expiries === 1 ? 0 : backoff(this.#expiries - 2, limits);
  }

  #failed(error: unknown): number {
    const { timings, random } = this.#deps;
    if (error instanceof MalformedLine) this.#malformed += 1;
    if (this.#malformed > MALFORMED_LIMIT) this.#listAgainAfter(0);
    this.#failures += 1;
    const atOnce = this.#failures === 1 && this.state.phase === 'live';
    if (!atOnce) this.#become({ phase: 'failing', problem: messageOf(error) });
    const base = atOnce ? timings.backoffMs / 10 : timings.backoffMs;
    return backoff(this.#failures - 1, { base, max: timings.backoffMaxMs, random });
  }

  #givenUp(phase: 'forbidden' | 'not-served', problem: string): number {
    this.#listAgainAfter(0);
    this.#deps.sink.startList();
    this.#deps.sink.endList();
    this.listed = false;
    this.#become({ phase, problem });
    return this.#deps.timings.recheckMs;
  }

  #become(state: ReflectorState): void {
    this.state = state;
    this.#deps.onState(state);
  }
}
