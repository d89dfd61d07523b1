import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { IncomingAlert } from '#brain';
import { DeniedError, InputError } from '#ground/errors';
import { cleanName, webLink } from './incoming.ts';

const STATES: Record<string, IncomingAlert['state']> = {
  'incident.triggered': 'firing',
  'incident.reopened': 'firing',
  'incident.resolved': 'resolved',
};

const incidentSchema = z.looseObject({
  id: z.string().min(1).max(200),
  title: z.string().optional(),
  html_url: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }).optional(),
  service: z.looseObject({ summary: z.string() }).nullish(),
  priority: z.looseObject({ summary: z.string() }).nullish(),
  urgency: z.string().nullish(),
});

/** What PagerDuty posts: https://developer.pagerduty.com/docs/webhooks-overview, version 3. */
export const pagerdutySchema = z.looseObject({
  event: z.looseObject({
    id: z.string().min(1).max(200),
    event_type: z.string().max(200),
    occurred_at: z.iso.datetime({ offset: true }),
    data: z.looseObject({ id: z.string().optional() }),
  }),
});

function incidentOf(data: unknown): z.output<typeof incidentSchema> {
  const read = incidentSchema.safeParse(data);
  if (read.success) return read.data;
  throw new InputError({
    code: 'wrong-shape',
    message: 'That is not an incident as PagerDuty describes it.',
    faults: read.error.issues.map(({ path, message }) => ({
      at: ['event.data', ...path].join('.'),
      problem: message,
    })),
  });
}

/** The alert of a delivery; undefined for what is neither the beginning nor the end of an incident. */
export function alertOf({ event }: z.output<typeof pagerdutySchema>): IncomingAlert | undefined {
  const state = STATES[event.event_type];
  if (state === undefined) return undefined;
  const incident = incidentOf(event.data);
  const occurred = new Date(event.occurred_at).toISOString();
  const labels = {
    service: incident.service?.summary,
    urgency: incident.urgency,
    priority: incident.priority?.summary,
  };
  const given = Object.entries(labels).filter(
    (label): label is [string, string] => typeof label[1] === 'string',
  );
  return {
    source: 'pagerduty',
    key: cleanName(incident.id),
    name: cleanName(incident.title ?? `Incident ${incident.id}`),
    state,
    startsAt: incident.created_at === undefined ? occurred : new Date(incident.created_at).toISOString(),
    endsAt: state === 'resolved' ? occurred : undefined,
    labels: Object.fromEntries(given.map(([label, text]) => [label, cleanName(text)])),
    link: webLink(incident.html_url ?? undefined),
  };
}

/**
 * Checks that PagerDuty signed a body: `v1=<HMAC-SHA256 of the body, in hex>`, several with commas between them while a
 * secret is changed. DeniedError otherwise.
 */
export function checkSignature(body: Buffer, header: string | undefined, secret: string): void {
  const expected = createHmac('sha256', secret).update(body).digest();
  const signatures = (header ?? '').split(',').map((one) => /^\s*v1=([0-9a-f]{64})\s*$/i.exec(one)?.[1]);
  const isSigned = signatures.some(
    (hex) => hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), expected),
  );
  if (isSigned) return;
  throw new DeniedError({
    code: 'signature-wrong',
    message: 'X-PagerDuty-Signature does not fit the body and JAMIE_PAGERDUTY_WEBHOOK_SECRET.',
  });
}
