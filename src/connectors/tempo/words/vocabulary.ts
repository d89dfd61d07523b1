import { keepAnswers } from '#connectors/kit';
import type { TempoClient } from '../client.ts';
import { tagScopes, tagValues } from '../schema.ts';
import type { Window } from '../reads/window.ts';

/** The names that exist in a window. */
export interface Vocabulary {
  services(window: Window): Promise<string[]>;
  scopes(window: Window): Promise<{ scope: string; tags: string[] }[]>;
  values(tag: string, window: Window): Promise<string[]>;
}

/** Asks Tempo what there is, and keeps it for a minute. */
export function createVocabulary(tempo: TempoClient, now: () => number): Vocabulary {
  const once = keepAnswers(now);
  const paramsOf = ({ from, to }: Window) => ({ start: String(from), end: String(to) });
  const keyOf = ({ from, to }: Window): string => `${Math.round(from / 60)}/${Math.round(to / 60)}`;
  const values: Vocabulary['values'] = (tag, window) =>
    once(`${tag}/${keyOf(window)}`, async () => {
      const path = `/api/v2/search/tag/${encodeURIComponent(tag).replaceAll('%3A', ':')}/values`;
      const answer = await tempo.read({ path, params: paramsOf(window) }, tagValues);
      return [...new Set(answer.tagValues.map(({ value }) => value))].sort();
    });
  return {
    values,
    services: (window) => values('resource.service.name', window),
    scopes: (window) =>
      once(`tags/${keyOf(window)}`, async () => {
        const answer = await tempo.read({ path: '/api/v2/search/tags', params: paramsOf(window) }, tagScopes);
        return answer.scopes.map(({ name, tags }) => ({ scope: name, tags }));
      }),
  };
}
