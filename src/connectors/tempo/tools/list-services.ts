import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { isoOf, rangeFields, windowOf } from '../reads/window.ts';
import type { Server } from '../server.ts';

/** tempo_list_services. */
export const listServicesTool = (server: Server) =>
  defineTool({
    name: 'tempo_list_services',
    description:
      'Names of the services that recorded spans in a range. One that is missing sent none, or none were kept.',
    input: z.object(rangeFields),
    output: z.object({
      services: z.array(z.string()),
      total: z.number(),
      start: z.string(),
      end: z.string(),
      note: z.string().optional(),
    }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async (range) => {
      const window = windowOf(range, server.now());
      const services = await server.vocabulary.services(window);
      const [start, end] = [isoOf(window.from), isoOf(window.to)];
      const note = `No service recorded a span from ${start} to ${end}.`;
      return { services, total: services.length, start, end, ...(services.length === 0 && { note }) };
    },
  });
