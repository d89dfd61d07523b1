import type { PrometheusConnector } from '#connectors/prometheus';
import { plural } from '#ground/text';
import { fact, say, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { ago, clock, span } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { unread } from '../elsewhere/words.ts';
import { isMeant } from './meant.ts';
import { cite, MOST, SHOWN, type Value } from './words.ts';

const noRule = (about: string, total: number): Draft => ({
  outcome: 'answered',
  blocks: [
    say(
      inline`${bold(inline`No rule of Prometheus speaks of ${code(about)}.`)} I looked through all ${total}.`,
    ),
  ],
  suggestions: [],
});

/** The rules, and those that cannot be evaluated. */
export async function rules(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const result = await prometheus.listRules({ limit: MOST });
  if (!result.ok) return unread('rules', [result.error.message]);
  const isOfTopic = isMeant({
    ...context,
    slots: { ...context.slots, clusterNamed: false, namespaces: [] },
  });
  const { about } = context.slots.alerts ?? {};
  const named = context.slots.objects[0]?.name ?? about;
  const all = result.value.rules.filter((rule) =>
    isOfTopic({ ...rule, labels: { ...rule.labels, expression: rule.expression } }),
  );
  const total = all.length;
  if (total === 0) return noRule(named ?? 'that', result.value.total);
  const broken = all.filter(({ health }) => health === 'err');
  const of = named === undefined ? inline`` : inline` about ${code(named)}`;
  const failing = broken.length === 0 ? inline`` : inline` ${broken.length} of them cannot be evaluated.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`Prometheus has ${plural(total, 'rule')}${of}.${failing}`), [
        cite(context, '/api/v1/rules', `${total} rules`),
      ]),
      {
        type: 'table',
        head: ['Rule', 'Kind', 'Group', 'State'],
        rows: all.map(({ name, type, group, state = '–' }) => [
          code(name),
          inline`${type}`,
          inline`${group}`,
          inline`${state}`,
        ]),
        total,
        cap: SHOWN,
      },
    ],
    suggestions: [],
  };
}

/** The targets that cannot be scraped: their metrics are missing. */
export async function targets(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const result = await prometheus.listTargets({ downOnly: true });
  if (!result.ok) return unread('targets', [result.error.message]);
  const { targets: down, up, down: count } = result.value;
  const head =
    count === 0
      ? inline`All ${plural(up, 'target')} are scraped.`
      : inline`${count} of ${plural(up + count, 'target')} cannot be scraped. Their metrics are missing, not zero.`;
  const items = down.map(({ job, url, error, lastScrape }) => ({
    text: inline`${bold(code(job))} ${code(url)}: ${prose(error)} (last tried ${ago(lastScrape, context.now) ?? 'never'})`,
    evidence: [cite(context, `up{job="${job}"} == 0`, `${url}: ${error}`)],
  }));
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cite(context, 'up == 0', `${count} down, ${up} up`)]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
    ],
    severity: count > 0 ? 'warning' : undefined,
    suggestions: [],
  };
}

type Silence = Value<'listSilences'>['silences'][number];

/** Those about the alert, place or object that was named. */
function quieting({ slots }: SkillContext, all: readonly Silence[]): Silence[] {
  const { name, about } = slots.alerts ?? {};
  const clusters = slots.clusterNamed ? slots.clusters : [];
  const wanted = [name, ...slots.objects.map((one) => one.name), ...slots.namespaces].filter(
    (one) => one !== undefined,
  );
  return all.filter(({ matchers }) => {
    const said = matchers.join(' ');
    const isThere =
      clusters.length === 0 || !/\bcluster/.test(said) || clusters.some((one) => said.includes(one));
    const isOfTopic = about === undefined || new RegExp(about.replace(/s$/, ''), 'i').test(said);
    return isThere && isOfTopic && wanted.every((one) => said.toLowerCase().includes(one.toLowerCase()));
  });
}

function silenceIn(context: SkillContext, { id, state, matchers, by, comment, from, until }: Silence): Item {
  const [start, end] = [from, until].map((at) => clock(at, context.now, context.timeZone));
  const left = span(Date.parse(until) - context.now);
  const when =
    state === 'pending' ? `from ${start} until ${end}` : `since ${start}, until ${end} (for another ${left})`;
  return {
    text: inline`${code(matchers.join(', '))} by ${by}, ${when}: ${prose(comment)}`,
    evidence: [
      cite(context, `/api/v2/silence/${id}`, `${matchers.join(', ')} by ${by} until ${until}: ${comment}`),
    ],
  };
}

/** What is kept quiet, by whom, why and until when. */
export async function silences(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const result = await prometheus.listSilences({});
  if (!result.ok) return unread('silences', [result.error.message]);
  const { silences: all } = result.value;
  const found = quieting(context, all);
  const { name, about } = context.slots.alerts ?? {};
  const named = name ?? context.slots.objects[0]?.name ?? context.slots.namespaces[0] ?? about;
  const of = named === undefined ? inline`` : inline` about ${code(named)}`;
  const more =
    found.length === 0 && all.length > 0
      ? [
          say(
            inline`${plural(all.length, 'silence')} of other things ${all.length === 1 ? 'is' : 'are'} in force.`,
          ),
        ]
      : [];
  const head =
    found.length === 0
      ? named === undefined
        ? inline`Nothing is silenced.`
        : inline`Nothing about ${code(named)} is silenced.`
      : inline`${plural(found.length, 'silence')}${of} ${found.length === 1 ? 'is' : 'are'} in force.`;
  const items = found.map((one) => silenceIn(context, one));
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cite(context, '/api/v2/silences', `${found.length} silences`)]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
      ...more,
    ],
    suggestions: [],
  };
}
