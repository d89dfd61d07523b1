import { BURN_WINDOWS } from '#diagnosis';
import type { SkillContext } from '../skill.ts';

/** What a service promises, and who says so. */
export interface Promised {
  target: number;
  /** The rule that declares it; assumed when there is none. */
  rule?: string;
}

interface Rule {
  name: string;
  query: string;
  labels: Record<string, string>;
  summary: string;
}

/** Promised where nobody declares anything. */
const ASSUMED = 0.999;
const MOST = 200;
const LEVEL = /\bslos?\b|\bburn\b|error[- ]?budget/i;
const PERCENT = /\b(9\d(?:\.\d+)?) ?%/;
/** As burn-rate rules are written: so many times what may fail. */
const TIMES = />\s*\(?\s*\d+(?:\.\d+)?\s*\*\s*\(?\s*(0\.\d+)/;
const REST = /\(\s*1\s*-\s*(0\.9\d*)\s*\)/;
const THRESHOLD = /\[(\d+[mhd])\][\s\S]*?>\s*(0\.\d+)/;
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** How many times the budget burns where a rule of that long window fires. */
function factorOf(window: string): number | undefined {
  const minutes = Number(window.slice(0, -1)) * (MINUTES[window.slice(-1)] ?? 0);
  return BURN_WINDOWS.find(({ longMinutes }) => longMinutes === minutes)?.threshold;
}

function targetIn({ query, labels, summary }: Rule): number | undefined {
  const labelled = labels['objective'] ?? labels['slo_objective'] ?? labels['sloth_objective'];
  const said = PERCENT.exec(`${labelled ?? ''}% ${summary}`)?.[1];
  if (said !== undefined) return Number(said) / 100;
  const rest = REST.exec(query)?.[1];
  if (rest !== undefined) return Number(rest);
  const share = TIMES.exec(query)?.[1];
  if (share !== undefined) return 1 - Number(share);
  const [, window = '', threshold] = THRESHOLD.exec(query) ?? [];
  const factor = factorOf(window);
  return factor === undefined || threshold === undefined ? undefined : 1 - Number(threshold) / factor;
}

const isSane = (target: number | undefined): target is number =>
  target !== undefined && target > 0.5 && target < 1;

const serviceIn = ({ query, labels }: Rule): string | undefined =>
  labels['service'] ?? labels['sloth_service'] ?? /\bservice="([^"]+)"/.exec(query)?.[1];

async function rulesOf({ systems: { grafana, prometheus } }: SkillContext): Promise<Rule[]> {
  const [ofGrafana, ofPrometheus] = await Promise.all([
    grafana?.listAlertRules({ limit: MOST }),
    prometheus?.listRules({ type: 'alert', limit: MOST }),
  ]);
  const own = ofPrometheus?.ok === true ? ofPrometheus.value.rules : [];
  return [
    ...(ofGrafana?.ok === true ? ofGrafana.value.rules : []),
    ...own.map(({ name, expression, labels, summary = '' }) => ({
      name,
      query: expression,
      labels,
      summary,
    })),
  ].filter(({ name, labels }) => LEVEL.test(`${name} ${Object.values(labels).join(' ')}`));
}

/** What each service promises: as its rules declare, else 99.9 %, which is only assumed. */
export async function readObjectives(context: SkillContext): Promise<(service: string) => Promised> {
  const rules = (await rulesOf(context)).flatMap((rule) => {
    const target = targetIn(rule);
    return isSane(target) ? [{ rule, target: Math.round(target * 1e5) / 1e5, service: serviceIn(rule) }] : [];
  });
  return (service) => {
    const declared =
      rules.find((one) => one.service === service) ?? rules.find((one) => one.service === undefined);
    return declared === undefined
      ? { target: ASSUMED }
      : { target: declared.target, rule: declared.rule.name };
  };
}
