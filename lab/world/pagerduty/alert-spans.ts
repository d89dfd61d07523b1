import type { Segment } from '../signals/segments.ts';
import type { Answerer } from '../systems/http.ts';
import type { Company } from '../systems/company.ts';

/** An alert that fired, and until when if it is over. */
export interface AlertSpan {
  labels: Record<string, string>;
  summary: string;
  description: string;
  from: number;
  to?: number;
}

const MINUTE = 60_000;
const REMEMBERED = 6 * 60 * MINUTE;
const STRETCH = 10 * MINUTE;
/** An alert may go on for so long after its cause has gone. */
const LAG = 10 * MINUTE;

function ask(answerer: Answerer, path: string, params: Record<string, string> = {}): unknown {
  return answerer({ method: 'GET', path, params: new URLSearchParams(params), headers: {}, body: '' })?.body;
}

interface Managed {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
}

function firing(alertmanager: Answerer): AlertSpan[] {
  const alerts = (ask(alertmanager, '/api/v2/alerts') ?? []) as Managed[];
  return alerts.map(({ labels, annotations, startsAt }) => ({
    labels,
    summary: annotations['summary'] ?? '',
    description: annotations['description'] ?? '',
    from: Date.parse(startsAt),
  }));
}

interface Range {
  data?: { result: { metric: Record<string, string>; values: [number, string][] }[] };
}

interface Stretch {
  start: number;
  end: number;
}

function firedIn(prometheus: Answerer, { start, end }: Stretch): Required<AlertSpan>[] {
  const query = 'ALERTS{alertstate="firing",severity=~"critical|warning"}';
  const params = { query, start: String(start / 1000), end: String(end / 1000), step: '60' };
  const { data } = (ask(prometheus, '/api/v1/query_range', params) ?? {}) as Range;
  return (data?.result ?? []).map(({ metric, values }) => {
    const { __name__: _, alertstate: __, ...labels } = metric;
    const [from, to] = [(values[0]?.[0] ?? 0) * 1000, (values.at(-1)?.[0] ?? 0) * 1000 + MINUTE];
    return { labels, summary: '', description: '', from, to };
  });
}

const isTroubled = ({ state }: Segment): boolean =>
  [...state.values()].some(
    ({ ready, desired, unreachable, effect }) =>
      ready.length < desired || unreachable.size > 0 || Object.keys(effect).length > 0,
  );

/** The stretches of the last hours in which anything was wrong: only there can an alert have fired. */
function troubledStretches({ models, now }: Company): (Stretch & { key: string })[] {
  const first = Math.floor((now() - REMEMBERED) / STRETCH) * STRETCH;
  const starts = Array.from({ length: REMEMBERED / STRETCH + 1 }, (_, index) => first + index * STRETCH);
  return starts.flatMap((start) => {
    const end = Math.min(start + STRETCH, Math.floor(now() / MINUTE) * MINUTE);
    const segments = models
      .flatMap((model) => model.segments())
      .filter(({ from, to }) => from < end && to > start - LAG);
    if (end <= start || !segments.some(isTroubled)) return [];
    return [{ start, end, key: `${start}/${end}/${segments.map(({ from }) => from).join()}` }];
  });
}

const keyOf = ({ labels }: AlertSpan): string => JSON.stringify(Object.entries(labels).sort());

/** Pieces of one alert that follow each other are one. */
function joined(pieces: readonly Required<AlertSpan>[]): Required<AlertSpan>[] {
  const spans: Required<AlertSpan>[] = [];
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && piece.from - last.to <= 2 * MINUTE) last.to = piece.to;
    else spans.push({ ...piece });
  }
  return spans;
}

/** Whom alerts are asked of. */
export interface AlertSources {
  prometheus: Answerer;
  alertmanager: Answerer;
}

/** Every alert that fires now, and those of the last hours that are over. */
export function createAlertSpans(company: Company, sources: AlertSources): () => AlertSpan[] {
  let known = new Map<string, Required<AlertSpan>[]>();
  const past = (): Required<AlertSpan>[] => {
    const stretches = troubledStretches(company);
    known = new Map(
      stretches.map((stretch) => [
        stretch.key,
        known.get(stretch.key) ?? firedIn(sources.prometheus, stretch),
      ]),
    );
    return [...Map.groupBy([...known.values()].flat(), keyOf).values()].flatMap(joined);
  };
  return () => {
    const current = firing(sources.alertmanager);
    const since = new Map(current.map((span) => [keyOf(span), span.from]));
    const ended = company.now() - 2 * MINUTE;
    const over = past().filter((span) => span.to < Math.min(ended, since.get(keyOf(span)) ?? Infinity));
    return [...current, ...over];
  };
}
