import type { PrometheusConnector } from '#connectors/prometheus';
import { plural } from '#ground/text';
import { fact, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { ago, clock } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { unread } from '../elsewhere/words.ts';
import { cite, MOST, SHOWN } from './words.ts';

/** The rules, and those that cannot be evaluated. */
export async function rules(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const result = await prometheus.listRules({ limit: MOST });
  if (!result.ok) return unread('rules', [result.error.message]);
  const { rules: all, total } = result.value;
  const broken = all.filter(({ health }) => health === 'err');
  const failing = broken.length === 0 ? inline`` : inline` ${broken.length} of them cannot be evaluated.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`Prometheus has ${plural(total, 'rule')}.${failing}`), [
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

/** What is kept quiet, by whom and until when. */
export async function silences(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const result = await prometheus.listSilences({});
  if (!result.ok) return unread('silences', [result.error.message]);
  const all = result.value.silences;
  const items = all.map(({ id, matchers, by, comment, until }) => ({
    text: inline`${code(matchers.join(', '))} by ${by}, until ${clock(until, context.now, context.timeZone)}: ${prose(comment)}`,
    evidence: [
      cite(context, `/api/v2/silence/${id}`, `${matchers.join(', ')} by ${by} until ${until}: ${comment}`),
    ],
  }));
  const head =
    all.length === 0
      ? inline`Nothing is silenced.`
      : inline`${plural(all.length, 'silence')} ${all.length === 1 ? 'is' : 'are'} in force.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cite(context, '/api/v2/silences', `${all.length} silences`)]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
    ],
    suggestions: [],
  };
}
