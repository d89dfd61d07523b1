import type { PrometheusConnector } from '#connectors/prometheus';
import { plural } from '#ground/text';
import { fact, say, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { clock, iso } from '../../answer/phrase.ts';
import type { TimeRange } from '../../understand/slot-types.ts';
import type { SkillContext } from '../skill.ts';
import { unread } from '../elsewhere/words.ts';
import { isMeant } from './meant.ts';
import { cite, SHOWN } from './words.ts';

const POINTS = 240;
const TOLD = ['service', 'pod', 'deployment', 'node', 'namespace'] as const;

type Series = Extract<
  Awaited<ReturnType<PrometheusConnector['queryMetricsRange']>>,
  { ok: true }
>['value']['series'][number];

/** One alert, what it was about, and from when to when it fired. */
function inSpan(context: SkillContext, { labels, points }: Series): Item {
  const told = (seconds: number | undefined): string =>
    seconds === undefined ? '?' : clock(iso(seconds * 1000), context.now, context.timeZone);
  const held = points.filter(([, value]) => value !== null);
  const name = labels['alertname'] ?? 'an alert';
  const about = TOLD.flatMap((label) => (labels[label] === undefined ? [] : [`${label} ${labels[label]}`]));
  const when = `${told(held[0]?.[0])} to ${told(held.at(-1)?.[0])}`;
  const says = `${name} fired ${when}: ${about.join(', ')}`;
  const severity = labels['severity'] ?? '';
  return {
    text: inline`${bold(code(name))} ${severity} (${about.slice(0, 3).join(', ')}), ${when}`,
    evidence: [cite(context, `ALERTS{alertname="${name}"}`, says)],
  };
}

/** What fired in a span of the past, as the series of Prometheus' own alerts tell; what always fires is left out. */
export async function firedIn(
  context: SkillContext,
  prometheus: PrometheusConnector,
  time: TimeRange,
): Promise<Draft> {
  const query = 'ALERTS{alertstate="firing"}';
  const range = { start: iso(time.from), end: iso(time.to), maxPoints: POINTS, limit: 200 };
  const [fired, now] = await Promise.all([
    prometheus.queryMetricsRange({ query, ...range }),
    prometheus.listAlerts({ limit: 500 }),
  ]);
  if (!fired.ok) return unread('alerts of that time', [fired.error.message]);
  const beats = new Set(now.ok ? now.value.alerts.flatMap((one) => (one.heartbeat ? [one.name] : [])) : []);
  const isOfThem = isMeant(context);
  const series = fired.value.series.filter(
    ({ labels }) =>
      !beats.has(labels['alertname'] ?? '') && isOfThem({ labels, name: labels['alertname'] ?? '' }),
  );
  const items = series.map((one) => inSpan(context, one));
  const { objects, namespaces, alerts } = context.slots;
  const about = objects[0]?.name ?? namespaces[0] ?? alerts?.about;
  const of = about === undefined ? inline`` : inline` about ${code(about)}`;
  const kind = alerts?.severity === undefined ? 'alert' : `${alerts.severity} alert`;
  const head =
    items.length === 0
      ? inline`No ${kind} fired${of} (${time.said}).`
      : inline`${plural(items.length, kind)} fired${of} (${time.said}).`;
  const evidence = cite(context, query, `${items.length} fired, ${range.start} to ${range.end}`);
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [evidence]),
      ...(items.length === 0
        ? [say(inline`That none fired does not mean that all was well.`)]
        : [{ type: 'list' as const, items, cap: SHOWN }]),
    ],
    suggestions: [{ label: 'What fires now?', message: 'which alerts are firing now?' }],
  };
}
