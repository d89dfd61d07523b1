import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { ConfigError } from '#ground/errors';
import { readSilences } from '../reads/alerts.ts';
import type { Silence } from '../schema.ts';
import type { Server } from '../server.ts';

const SIGNS = { equal: { text: '=', regex: '=~' }, unequal: { text: '!=', regex: '!~' } };

function written({ name, value, isRegex, isEqual }: Silence['matchers'][number]): string {
  const sign = SIGNS[isEqual ? 'equal' : 'unequal'][isRegex ? 'regex' : 'text'];
  return `${name}${sign}${JSON.stringify(value)}`;
}

const output = z.object({
  silences: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      matchers: z.array(z.string()),
      by: z.string(),
      comment: z.string(),
      from: z.string(),
      until: z.string(),
    }),
  ),
});

/** prometheus_list_silences. */
export const listSilencesTool = (server: Server) =>
  defineTool({
    name: 'prometheus_list_silences',
    description: 'Silences of Alertmanager: what is kept quiet, by whom, why and until when.',
    input: z.object({ includeExpired: z.boolean().default(false) }),
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ includeExpired }, { signal }) => {
      const all = await readSilences(server, signal);
      if (all === undefined)
        throw new ConfigError({
          code: 'no-alertmanager',
          message: 'No Alertmanager is known. Name it in JAMIE_ALERTMANAGER_URL.',
        });
      const silences = all
        .filter(({ status }) => includeExpired || status.state !== 'expired')
        .map(({ id, status, matchers, createdBy, comment, startsAt, endsAt }) => ({
          id,
          state: status.state,
          matchers: matchers.map(written),
          by: createdBy,
          comment,
          from: startsAt,
          until: endsAt,
        }));
      return { silences };
    },
  });
