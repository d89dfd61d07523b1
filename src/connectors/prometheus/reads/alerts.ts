import { valueOf } from '../chart/values.ts';
import type { ActiveAlert, Rule, Silence } from '../schema.ts';
import { alertList, managedAlerts, ruleGroups, silences as silenceList } from '../schema.ts';
import type { Server } from '../server.ts';

/** An alert with all that is known of it. */
export interface AlertReport {
  name: string;
  state: string;
  severity: string;
  /** It fires to show that alerting works: nothing is wrong. */
  heartbeat: boolean;
  since?: string;
  value: number | null;
  labels: Record<string, string>;
  summary: string;
  description: string;
  runbook?: string;
  /** The rule that raised it. */
  expression?: string;
  /** Seconds its rule waits before it fires. */
  waitsSeconds?: number;
  silenced?: { id: string; by: string; comment: string; until: string };
}

const HEARTBEATS = /^(watchdog|deadmansswitch|alwaysfiring|heartbeat)$/i;
const ORDER = ['critical', 'page', 'error', 'high', 'warning', 'info'];

/** The groups of rules, with the state of each rule. */
export async function readRules(server: Server, type: 'alert' | 'record' | undefined, signal?: AbortSignal) {
  const params = { type };
  return (await server.prometheus.data({ path: '/api/v1/rules', params, signal }, ruleGroups)).groups;
}

/** Every silence Alertmanager knows; undefined without one. */
export async function readSilences(server: Server, signal?: AbortSignal): Promise<Silence[] | undefined> {
  return server.alertmanager?.json({ path: '/api/v2/silences', signal }, silenceList);
}

function sameLabels(a: Record<string, string>, b: Record<string, string>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function reported(alert: ActiveAlert, rule: Rule | undefined, silence: Silence | undefined): AlertReport {
  const { labels, annotations, state, activeAt, value } = alert;
  const { alertname = 'unnamed', severity = '' } = labels;
  const runbook = annotations['runbook_url'] ?? annotations['runbook'];
  return {
    name: alertname,
    state,
    severity,
    heartbeat: HEARTBEATS.test(alertname),
    since: activeAt,
    value: valueOf(value),
    labels,
    summary: annotations['summary'] ?? annotations['message'] ?? '',
    description: annotations['description'] ?? '',
    ...(runbook === undefined ? {} : { runbook }),
    ...(rule === undefined ? {} : { expression: rule.query, waitsSeconds: rule.duration }),
    ...(silence === undefined
      ? {}
      : {
          silenced: {
            id: silence.id,
            by: silence.createdBy,
            comment: silence.comment,
            until: silence.endsAt,
          },
        }),
  };
}

function rank({ state, severity, heartbeat }: AlertReport): number {
  const severe = ORDER.indexOf(severity.toLowerCase());
  return (heartbeat ? 1000 : 0) + (state === 'firing' ? 0 : 100) + (severe < 0 ? ORDER.length : severe);
}

async function managedBy(server: Server, signal?: AbortSignal) {
  if (!server.alertmanager) return { managed: [], silences: [] };
  const [managed, silences] = await Promise.all([
    server.alertmanager.json({ path: '/api/v2/alerts', signal }, managedAlerts),
    readSilences(server, signal),
  ]);
  return { managed, silences: silences ?? [] };
}

/** Pending and firing alerts with their rules, runbooks and silences: firing and severe ones first. */
export async function readAlerts(
  server: Server,
  signal?: AbortSignal,
): Promise<{ alerts: AlertReport[]; gaps: string[] }> {
  const gaps: string[] = [];
  const [{ alerts }, groups, { managed, silences }] = await Promise.all([
    server.prometheus.data({ path: '/api/v1/alerts', signal }, alertList),
    readRules(server, 'alert', signal),
    managedBy(server, signal).catch((error: unknown) => {
      gaps.push(`Silences are not known: ${error instanceof Error ? error.message : 'Alertmanager failed.'}`);
      return { managed: [], silences: [] };
    }),
  ]);
  const rules = groups.flatMap((group) => group.rules);
  const reports = alerts.map((alert) => {
    const named = rules.filter(({ name }) => name === alert.labels['alertname']);
    const rule =
      named.find(({ labels }) =>
        Object.entries(labels).every(([label, value]) => alert.labels[label] === value),
      ) ?? named[0];
    const own = managed.find(({ labels }) => sameLabels(labels, alert.labels));
    const silence = silences.find(({ id }) => own?.status.silencedBy.includes(id));
    return reported(alert, rule, silence);
  });
  return { alerts: reports.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)), gaps };
}
