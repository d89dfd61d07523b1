import type { ToolResult } from '#connectors/kit';
import type { ArgocdConnector } from '#connectors/argocd';
import type { GithubConnector } from '#connectors/github';
import type { GrafanaConnector } from '#connectors/grafana';
import type { JiraConnector } from '#connectors/jira';
import type { LokiConnector } from '#connectors/loki';
import type { PagerdutyConnector } from '#connectors/pagerduty';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { ServicenowConnector } from '#connectors/servicenow';
import type { TempoConnector } from '#connectors/tempo';
import type { Track } from './calls.ts';

/** What can be asked beside the clusters; what is not connected is missing. */
export interface Systems {
  prometheus?: PrometheusConnector;
  loki?: LokiConnector;
  tempo?: TempoConnector;
  github?: GithubConnector;
  argocd?: ArgocdConnector;
  grafana?: GrafanaConnector;
  pagerduty?: PagerdutyConnector;
  jira?: JiraConnector;
  servicenow?: ServicenowConnector;
}

/** The names of the systems that may be connected. */
export type SystemName = keyof Systems;

/** The names of the systems that are connected. */
export function connectedIn(systems: Systems): ReadonlySet<SystemName> {
  const known = Object.entries(systems) as [SystemName, object | undefined][];
  return new Set(known.flatMap(([name, connector]) => (connector === undefined ? [] : [name])));
}

type Ask = (input: unknown, signal?: AbortSignal) => Promise<ToolResult<unknown>>;

/** "12 series", "3 alerts": how much came back, as far as a value tells. */
function summaryOf(value: unknown): string {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const lists = parts.filter((part): part is [string, unknown[]] => Array.isArray(part[1]));
  const [longest] = lists.toSorted((a, b) => b[1].length - a[1].length);
  return longest === undefined ? 'answered' : `${longest[1].length} ${longest[0]}`;
}

const spaced = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function tracked(system: string, connector: object, track: Track): object {
  const parts = Object.entries(connector) as [string, unknown][];
  const asks = parts.map(([word, ask]): [string, unknown] => {
    if (typeof ask !== 'function') return [word, ask];
    const tool = `${system}_${spaced(word)}`;
    const run = (input: unknown) => (signal: AbortSignal) => (ask as Ask)(input, signal);
    return [
      word,
      (input: unknown, until?: AbortSignal) =>
        track({ tool, input, run: run(input), summary: summaryOf, until }),
    ];
  });
  return Object.fromEntries(asks);
}

function untilThen(connector: object, until: AbortSignal): object {
  const parts = Object.entries(connector) as [string, unknown][];
  const asks = parts.map(([word, ask]): [string, unknown] => [
    word,
    typeof ask === 'function' ? (input: unknown) => (ask as Ask)(input, until) : ask,
  ]);
  return Object.fromEntries(asks);
}

/** The same systems, all calls of which are given up together. */
export function hurried(systems: Systems, until: AbortSignal): Systems {
  const known = Object.entries(systems) as [string, object | undefined][];
  return Object.fromEntries(
    known.flatMap(([name, connector]) =>
      connector === undefined ? [] : [[name, untilThen(connector, until)]],
    ),
  );
}

/** The same systems, each call of which is announced, timed, and given up at its deadline. */
export function trackSystems(systems: Systems, track: Track): Systems {
  const known = Object.entries(systems) as [string, object | undefined][];
  return Object.fromEntries(
    known.flatMap(([name, connector]) =>
      connector === undefined ? [] : [[name, tracked(name, connector, track)]],
    ),
  );
}
