import type { TimeWindow } from '#connectors/kit';
import type { DashboardContent } from '../reads/dashboards.ts';

/** Variables that name the same thing, whatever an author called them. */
const SAME: Record<'service' | 'namespace', readonly string[]> = {
  service: ['service', 'app', 'application', 'job', 'deployment', 'workload', 'container'],
  namespace: ['namespace', 'ns', 'exported_namespace', 'kubernetes_namespace'],
};

/** What a link is to show. */
export interface LinkRequest {
  panelId?: number | undefined;
  service?: string | undefined;
  namespace?: string | undefined;
  variables?: Record<string, string> | undefined;
  window: TimeWindow;
}

/** Where to look, and what could not be said in the address. */
export interface DeepLink {
  /** Path and query, without the host. */
  path: string;
  variables: Record<string, string>;
  unknown: string[];
}

/** The dashboard's own name for a service or a namespace; the query variable that comes first when several would do. */
function nameFor(kind: 'service' | 'namespace', { variables }: DashboardContent): string | undefined {
  return SAME[kind].find((name) => variables.some((variable) => variable.name.toLowerCase() === name));
}

/** A link to a dashboard, or one panel of it, at a time and with its variables filled. Variables it does not have are told, not sent. */
export function deepLink(dashboard: DashboardContent, request: LinkRequest): DeepLink {
  const { panelId, service, namespace, variables = {}, window } = request;
  const known = new Map(dashboard.variables.map(({ name }) => [name.toLowerCase(), name]));
  const given: [string, string][] = [
    ...(service === undefined
      ? []
      : [[nameFor('service', dashboard) ?? 'service', service] as [string, string]]),
    ...(namespace === undefined
      ? []
      : [[nameFor('namespace', dashboard) ?? 'namespace', namespace] as [string, string]]),
    ...Object.entries(variables),
  ];
  const filled = given.flatMap(([name, value]): [string, string][] => {
    const own = known.get(name.toLowerCase());
    return own === undefined ? [] : [[own, value]];
  });
  const pairs: [string, string][] = [
    ['from', String(window.start)],
    ['to', String(window.end)],
    ...filled.map(([name, value]): [string, string] => [`var-${name}`, value]),
    ...(panelId === undefined ? [] : [['viewPanel', String(panelId)] as [string, string]]),
  ];
  const params = new URLSearchParams(pairs);
  return {
    path: `${dashboard.path}?${params.toString()}`,
    variables: Object.fromEntries(filled),
    unknown: given.map(([name]) => name).filter((name) => !known.has(name.toLowerCase())),
  };
}
