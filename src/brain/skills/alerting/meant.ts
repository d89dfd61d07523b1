import type { SkillContext } from '../skill.ts';
import type { Alert } from './words.ts';

type Told = Pick<Alert, 'labels'> &
  Partial<Pick<Alert, 'name' | 'severity' | 'summary' | 'description' | 'expression'>>;

/** What else a topic is called in names and summaries of alerts. */
const ALSO: readonly [RegExp, RegExp][] = [
  [/^(?:disk|filesystem|volume|pvc)/, /disk|filesystem|volume|space/i],
  [/^(?:memory|oom)/, /memory|oom/i],
  [/^(?:latency|slow)/, /latency|slow|duration|p9\d/i],
  [/^(?:error|5xx)/, /error|5xx|fail/i],
  [/^(?:cert|tls)/, /cert|tls|expir/i],
  [/^(?:restart|crash)/, /restart|crash/i],
  [/^(?:pool|connection)/, /pool|connection/i],
  [/^(?:burn|slo|budget)/, /burn|slo|budget/i],
  [/^(?:hpa|autoscal)/, /hpa|autoscal/i],
  [/^(?:cpu|throttl)/, /cpu|throttl/i],
  [/^(?:clock|time)/, /clock|skew|ntp/i],
];

function isAbout(
  { name = '', summary = '', description = '', expression = '', labels }: Told,
  about: string,
): boolean {
  const pattern = ALSO.find(([said]) => said.test(about))?.[1] ?? new RegExp(about.replace(/s$/, ''), 'i');
  return pattern.test([name, summary, description, expression, ...Object.values(labels)].join(' '));
}

/** Whether an alert or rule is about the topic that was said. */
const onTopic =
  ({ slots: { alerts } }: SkillContext) =>
  (told: Told): boolean =>
    alerts?.about === undefined || isAbout(told, alerts.about);

/** "critical" is said for what pages too. */
const SAME: Readonly<Record<string, RegExp>> = {
  critical: /^(?:critical|page|emergency|high|error)$/i,
  page: /^(?:critical|page)$/i,
  high: /^(?:critical|page|high|error)$/i,
  low: /^(?:info|low|warning|none)$/i,
};

const isAsSevere = (severity: string, wanted: string | undefined): boolean =>
  wanted === undefined || (SAME[wanted] ?? new RegExp(`^${wanted}$`, 'i')).test(severity);

/** Whether an alert is about the places, objects and topic that a message names, and as severe as it asks. */
export function isMeant(context: SkillContext): (told: Told) => boolean {
  const { slots } = context;
  const names = [...slots.objects.map(({ name }) => name), ...slots.namespaces];
  const clusters = slots.clusterNamed ? slots.clusters : [];
  const isOfTopic = onTopic(context);
  return (told) => {
    const { labels, severity = labels['severity'] ?? '' } = told;
    const values = Object.values(labels);
    const isThere =
      clusters.length === 0 || labels['cluster'] === undefined || clusters.includes(labels['cluster']);
    const isNamed =
      names.length === 0 ||
      names.some((name) => values.some((value) => value === name || value.startsWith(`${name}-`)));
    return isThere && isNamed && isOfTopic(told) && isAsSevere(severity, slots.alerts?.severity);
  };
}
