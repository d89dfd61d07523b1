import type { Rule } from '../backend.ts';

const MINUTE = 60_000;
const RUNBOOKS = 'https://runbooks.harbour.example';

interface Alerting {
  alert: string;
  expr: string;
  minutes: number;
  severity: 'critical' | 'warning' | 'info' | 'none';
  summary: string;
  description: string;
  team?: string;
}

/** An alerting rule with the labels and annotations that every rule of the company has. */
export function alerting({ alert, expr, minutes, severity, summary, description, team }: Alerting): Rule {
  return {
    alert,
    expr,
    forMs: minutes * MINUTE,
    labels: { severity, ...(team === undefined ? {} : { team }) },
    annotations: { summary, description, runbook_url: `${RUNBOOKS}/${alert.toLowerCase()}` },
  };
}
