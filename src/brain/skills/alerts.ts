import type { PrometheusConnector } from '#connectors/prometheus';
import { nearest, plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, listed, prose } from '../answer/markdown.ts';
import { span } from '../answer/phrase.ts';
import type { AlertSlots } from '../understand/slot-types.ts';
import { isMeant } from './alerting/meant.ts';
import { firedIn } from './alerting/past.ts';
import { rules, silences, targets } from './alerting/watching.ts';
import { unread } from './elsewhere/words.ts';
import { cite, inWords, MOST, SHOWN, type Alert, type Value } from './alerting/words.ts';
import type { Skill, SkillContext } from './skill.ts';

const gapsOf = (gaps: readonly string[]): Block[] => gaps.map((gap) => say(prose(gap)));

function quietNote(alerts: readonly Alert[]): Block[] {
  const silenced = alerts.filter(({ silenced: one }) => one !== undefined).length;
  const beats = alerts.filter(({ heartbeat }) => heartbeat);
  return [
    ...(silenced === 0
      ? []
      : [say(inline`${plural(silenced, 'alert')} more ${silenced === 1 ? 'is' : 'are'} silenced.`)]),
    ...beats
      .slice(0, 1)
      .map(({ name }) => say(inline`${code(name)} fires always, to show that alerting works.`)),
  ];
}

function severityOf(alerts: readonly Alert[]): Draft['severity'] {
  if (alerts.some(({ severity }) => /critical|page|emergency/i.test(severity))) return 'critical';
  return alerts.length > 0 ? 'warning' : undefined;
}

const WORDS = {
  firing: { one: 'fires', many: 'fire', none: 'fires' },
  pending: { one: 'is pending', many: 'are pending', none: 'is pending' },
};

function headline({ slots }: SkillContext, state: 'firing' | 'pending', count: number) {
  const { severity, about: topic } = slots.alerts ?? {};
  const named = slots.objects.map(({ name }) => name)[0] ?? slots.namespaces[0] ?? topic;
  const where = named === undefined ? inline`` : inline` about ${code(named)}`;
  const place = slots.clusterNamed ? inline` on ${listed(slots.clusters.map(code))}` : inline``;
  const { one, many, none } = WORDS[state];
  const kind = severity === undefined ? '' : `${severity} `;
  if (count === 0) return inline`No ${kind}alert ${none}${where}${place}.`;
  return inline`${plural(count, `${kind}alert`)} ${count === 1 ? one : many}${where}${place}.`;
}

/** Those of another severity, where one was asked for: none of it is not none at all. */
function others({ slots }: SkillContext, alerts: readonly Alert[], loud: readonly Alert[]): Block[] {
  const rest = alerts.filter((one) => !one.heartbeat && one.silenced === undefined && !loud.includes(one));
  if (slots.alerts?.severity === undefined || rest.length === 0) return [];
  const names = [...new Set(rest.map(({ name, severity }) => `${name} (${severity})`))].slice(0, 4);
  return [say(inline`Of another severity: ${names.join(', ')}.`)];
}

async function active(
  context: SkillContext,
  prometheus: PrometheusConnector,
  state: 'firing' | 'pending',
): Promise<Draft> {
  const result = await prometheus.listAlerts({ state, limit: MOST });
  if (!result.ok) return unread('alerts', [result.error.message]);
  const meant = result.value.alerts.filter(isMeant(context));
  const loud = meant.filter(({ heartbeat, silenced }) => !heartbeat && silenced === undefined);
  const evidence = cite(context, `ALERTS{alertstate="${state}"}`, `${loud.length} ${state}`);
  const items = loud.map((alert) => inWords(context, alert));
  const calm = state === 'firing' && loud.length === 0;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(headline(context, state, loud.length)), [evidence]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
      ...others(context, result.value.alerts, loud),
      ...(calm ? [say(inline`That no alert fires does not mean that all is well.`)] : []),
      ...quietNote(meant),
      ...gapsOf(result.value.gaps),
    ],
    severity: state === 'firing' ? severityOf(loud) : undefined,
    suggestions: loud
      .slice(0, 2)
      .map(({ name }) => ({ label: `What does ${name} mean?`, message: `what does ${name} mean?` })),
  };
}

function ruleInWords(rule: Value<'listRules'>['rules'][number]): Block[] {
  const waits = rule.waitsSeconds ? ` for ${span(rule.waitsSeconds * 1000)}` : '';
  const runbook = rule.runbook === undefined ? [] : [say(inline`Runbook: ${code(rule.runbook)}`)];
  return [
    say(inline`It fires when this holds${waits}:`),
    { type: 'code', language: 'promql', text: rule.expression },
    ...(rule.summary === undefined ? [] : [say(inline`Its summary: ${prose(rule.summary)}`)]),
    ...runbook,
    ...(rule.error ? [say(inline`It cannot be evaluated: ${prose(rule.error)}`)] : []),
  ];
}

function unknownRule(name: string, near: readonly string[]): Draft {
  const hint = near.length === 0 ? inline`` : inline` Did you mean ${near.join(' or ')}?`;
  return {
    outcome: 'unknown',
    blocks: [say(inline`${bold(inline`Prometheus has no alerting rule called ${code(name)}.`)}${hint}`)],
    suggestions: near.map((one) => ({ label: one, message: `what does ${one} mean?` })),
    gap: { outcome: 'no-such-name', detail: `alert ${name}` },
  };
}

type Rule = Value<'listRules'>['rules'][number];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The rule of that name, else the only one whose name has it in it. */
function ruleCalled(rules: readonly Rule[], name: string): Rule | undefined {
  const exact = rules.find((one) => plain(one.name) === plain(name));
  const within = rules.filter((one) => plain(one.name).includes(plain(name)));
  const names = new Set(within.map((one) => one.name));
  return exact ?? (names.size === 1 ? within[0] : undefined);
}

async function named(context: SkillContext, prometheus: PrometheusConnector, name: string): Promise<Draft> {
  const [alerts, rules] = await Promise.all([
    prometheus.listAlerts({ name, limit: MOST }),
    prometheus.listRules({ type: 'alert', limit: MOST }),
  ]);
  if (!rules.ok) return unread('alerting rules', [rules.error.message]);
  const rule = ruleCalled(rules.value.rules, name);
  if (rule === undefined) {
    const known = rules.value.rules.map((one) => one.name);
    return unknownRule(name, nearest(name, known, 3));
  }
  if (rule.name !== name) return named(context, prometheus, rule.name);
  const active = alerts.ok ? alerts.value.alerts : [];
  const head =
    active.length === 0
      ? inline`${code(rule.name)} does not fire now.`
      : inline`${code(rule.name)} is active for ${plural(active.length, 'thing')} now.`;
  const unknown = alerts.ok
    ? []
    : [say(inline`Whether it fires I could not read: ${prose(alerts.error.message)}`)];
  return {
    outcome: 'answered',
    blocks: [
      ...(alerts.ok
        ? [fact(bold(head), [cite(context, `ALERTS{alertname="${rule.name}"}`, `${active.length} active`)])]
        : []),
      ...unknown,
      ...(active.length === 0
        ? []
        : [{ type: 'list' as const, items: active.map((alert) => inWords(context, alert)), cap: SHOWN }]),
      ...ruleInWords(rule),
    ],
    severity: severityOf(active),
    suggestions: [{ label: 'What else fires?', message: 'which alerts are firing?' }],
  };
}

const ANSWERS: Record<
  AlertSlots['what'],
  (context: SkillContext, prometheus: PrometheusConnector, name: string) => Promise<Draft>
> = {
  firing: (context, prometheus) => active(context, prometheus, 'firing'),
  pending: (context, prometheus) => active(context, prometheus, 'pending'),
  named,
  rules,
  targets,
  silences,
};

async function alerts(context: SkillContext): Promise<Draft> {
  const { prometheus } = context.systems;
  if (prometheus === undefined) return unread('alerts', ['Prometheus is not connected.']);
  const { what, name = '' } = context.slots.alerts ?? { what: 'firing' as const };
  const { time } = context.slots;
  if (what === 'firing' && time !== undefined) return firedIn(context, prometheus, time);
  context.think('Asking Prometheus and Alertmanager');
  return ANSWERS[what](context, prometheus, name);
}

export const alertsSkill: Skill = {
  id: 'alerts',
  answers: 'Alerts that fire or are pending and what they mean, silences, rules, targets that are down.',
  examples: ['Which alerts are firing?', 'Is anything silenced?', 'Which targets are down?'],
  answer: alerts,
};
