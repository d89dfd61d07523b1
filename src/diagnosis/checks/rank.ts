import type { Finding, Severity } from '../finding.ts';

const SEVERITY: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };

/** How much a related object says about how far a trouble reaches. */
const REACH: Record<string, number> = {
  Node: 20,
  Namespace: 15,
  Ingress: 8,
  HTTPRoute: 8,
  Gateway: 8,
  Service: 6,
  Deployment: 5,
  StatefulSet: 5,
  DaemonSet: 5,
  CronJob: 3,
  Job: 2,
  Pod: 1,
};

/** How far a finding reaches: its object and all that share its cause, weighed by kind. */
function reachOf({ object, related }: Finding): number {
  const cluster = object.namespace === 'kube-system' || object.kind === 'Node' ? 20 : 0;
  return [object, ...related].reduce((sum, { kind }) => sum + (REACH[kind] ?? 0), cluster);
}

/** Worst first: by severity, then trouble before good order, then reach; names decide ties, so the order is stable. */
export function rankFindings(findings: readonly Finding[], hygiene: ReadonlySet<string>): Finding[] {
  const ranked = findings.map((finding) => ({
    finding,
    keys: [SEVERITY[finding.severity], hygiene.has(finding.check) ? 1 : 0, -reachOf(finding)],
    name: `${finding.object.namespace}/${finding.object.name}/${finding.check}`,
  }));
  return ranked
    .sort((a, b) => {
      const differing = a.keys.findIndex((key, place) => key !== b.keys[place]);
      if (differing >= 0) return (a.keys[differing] ?? 0) - (b.keys[differing] ?? 0);
      return a.name < b.name ? -1 : Number(a.name > b.name);
    })
    .map(({ finding }) => finding);
}
