import type { SignalModel } from '../../signals/model.ts';
import type { History } from '../history/open-history.ts';
import type { Repository } from '../history/repository.ts';

/** What every page is written from. */
export interface Site {
  history: () => History;
  models: readonly SignalModel[];
  now: () => number;
}

/** One request as a page sees it. */
export interface Visit {
  site: Site;
  /** Where this API is asked, without a slash at its end. */
  base: string;
  /** The parts of the path that a route names. */
  parts: string[];
  params: URLSearchParams;
  /** Of pages below /repos. */
  repository: Repository;
}

/** What a page gives: one thing, a list to be cut into pages, or nothing there. */
export type Page =
  | { one: unknown }
  | { list: unknown[]; key?: string }
  | { redirect: string }
  | { refused: number; message: string }
  | undefined;

export type Route = [pattern: RegExp, page: (visit: Visit) => Page];

export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
