import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Asker, Brain, IncomingAlert } from '#brain';
import { alertmanagerSchema, alertsOf } from './alertmanager.ts';
import { alertOf, checkSignature, pagerdutySchema } from './pagerduty.ts';

export interface WebhooksDeps {
  brain: () => Promise<Brain>;
  /** What PagerDuty signs its deliveries with; unsigned ones pass the guard like everybody else when there is none. */
  pagerdutySecret?: string;
}

/** The path that PagerDuty posts to: a signature takes the place of a token there. */
export const PAGERDUTY_PATH = '/webhooks/pagerduty';

const ASKER: Asker = { personId: 'local-owner', channel: 'webhook' };
const LARGEST_BODY = 4 * 1024 * 1024;

const receivedSchema = z.object({
  received: z.number().meta({ description: 'How many alerts came.' }),
  fresh: z.number().meta({ description: 'How many of them were new.' }),
});
const response = { 202: receivedSchema };

/** Hangs the webhooks on the HTTP server: what comes in is kept and in line to be explained before it is acknowledged. */
export function webhooksDoor(deps: WebhooksDeps): (server: FastifyInstance) => Promise<void> {
  return async (server) => {
    await server.register(alertmanagerRoute(deps));
    await server.register(pagerdutyRoute(deps));
  };
}

const receive = async ({ brain }: WebhooksDeps, alerts: IncomingAlert[]) =>
  (await brain()).receiveAlerts(alerts, ASKER);

function alertmanagerRoute(deps: WebhooksDeps): FastifyPluginAsyncZod {
  const schema = {
    summary: 'Alerts from Alertmanager',
    description:
      'Put this address into a `webhook_config`; where a token is needed, as `http_config.authorization.credentials`. See GET /jamie/alerts for what Jamie finds out.',
    body: alertmanagerSchema,
    response,
  };
  return async (server) => {
    server.post('/webhooks/alertmanager', { schema, bodyLimit: LARGEST_BODY }, async ({ body }, reply) =>
      reply.code(202).send(await receive(deps, alertsOf(body))),
    );
  };
}

function pagerdutyRoute(deps: WebhooksDeps): FastifyPluginAsyncZod {
  const schema = {
    summary: 'Incidents from PagerDuty',
    description:
      'A webhook subscription of version 3; `JAMIE_PAGERDUTY_WEBHOOK_SECRET` is what it signs with. What is neither the beginning nor the end of an incident is passed over.',
    body: pagerdutySchema,
    response,
  };
  return async (server) => {
    // As bytes: the signature is of the body as it was sent.
    server.removeContentTypeParser('application/json');
    server.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      async (request: FastifyRequest, body: Buffer) => {
        const { pagerdutySecret: secret } = deps;
        const header = request.headers['x-pagerduty-signature'];
        if (secret !== undefined) checkSignature(body, Array.isArray(header) ? header[0] : header, secret);
        return parsed(body);
      },
    );
    server.post(PAGERDUTY_PATH, { schema, bodyLimit: LARGEST_BODY }, async ({ body }, reply) => {
      const alert = alertOf(body);
      return reply.code(202).send(await receive(deps, alert === undefined ? [] : [alert]));
    });
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw Object.assign(new SyntaxError('The body is not valid JSON.', { cause }), { statusCode: 400 });
  }
}
