import { z } from 'zod';
import type { IncomingAlert } from '#brain';
import { cleanLabels, cleanName, cleanText, webLink } from './incoming.ts';

/** How Alertmanager says that an alert has not ended. */
const NO_END = '0001-01-01T00:00:00Z';
const MOST_ALERTS = 1000;

const texts = z.record(z.string(), z.string());
const moment = z.iso.datetime({ offset: true, message: 'must be a time as RFC 3339 writes it' });

const alertSchema = z.looseObject({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.default({}),
  startsAt: moment,
  endsAt: moment.optional(),
  generatorURL: z.string().optional(),
  fingerprint: z.string().min(1).max(200),
});

/** What Alertmanager posts: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, version 4. */
export const alertmanagerSchema = z.looseObject({
  version: z.literal('4', 'must be "4", the webhook of Alertmanager 0.6 and newer'),
  alerts: z.array(alertSchema).max(MOST_ALERTS, `may be ${MOST_ALERTS} at most: set max_alerts`),
});

type Delivery = z.output<typeof alertmanagerSchema>;

function alertOf({ status, labels, annotations, startsAt, endsAt, ...alert }: Delivery['alerts'][number]) {
  const { summary, description, message, runbook_url: runbook } = annotations;
  const told = [summary, description ?? message].filter((text) => text !== undefined).join(' ');
  return {
    source: 'alertmanager',
    key: `${cleanName(alert.fingerprint)} ${new Date(startsAt).toISOString()}`,
    name: cleanName(labels['alertname'] ?? 'an alert without a name'),
    state: status,
    startsAt: new Date(startsAt).toISOString(),
    endsAt:
      status === 'resolved' && endsAt !== undefined && endsAt !== NO_END
        ? new Date(endsAt).toISOString()
        : undefined,
    labels: cleanLabels(labels),
    summary: told === '' ? undefined : cleanText(told),
    runbook: webLink(runbook),
    link: webLink(alert.generatorURL),
  } satisfies IncomingAlert;
}

/** The alerts of a delivery. */
export const alertsOf = ({ alerts }: Delivery): IncomingAlert[] => alerts.map(alertOf);
