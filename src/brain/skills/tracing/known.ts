import { windowOf } from '../elsewhere/words.ts';
import { plural } from '#ground/text';
import { fact, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, listed } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { cite, failed, type TempoQuestion } from './asking.ts';

const SHOWN = 40;
/** One thing by several names, old and new ones of OpenTelemetry. */
const SAME: readonly (readonly string[])[] = [
  ['http.response.status_code', 'http.status_code', 'status_code', 'http.status'],
  ['http.request.method', 'http.method', 'method'],
  ['http.route', 'route', 'http.target', 'url.path'],
  ['db.system.name', 'db.system'],
  ['enduser.id', 'user.id', 'user', 'user_id', 'userId'],
];

/** What spans bear here under the name that was said: the same, another name of it, or one that ends so. */
function knownAs(said: string, tags: readonly string[]): string {
  if (tags.includes(said)) return said;
  const others = SAME.find((names) => names.includes(said)) ?? [];
  const other = others.find((name) => tags.includes(name));
  return other ?? tags.find((tag) => tag.endsWith(`.${said}`)) ?? said;
}

/** The question with the attributes called as this Tempo calls them. */
export async function withKnownTags(question: TempoQuestion): Promise<TempoQuestion> {
  const { attributes } = question.traces;
  if (attributes === undefined) return question;
  const result = await question.tempo.listTags(windowOf(question.time));
  if (!result.ok) return question;
  const tags = (result.value.scopes ?? []).flatMap(({ tags: own }) => own);
  const known = Object.entries(attributes).map(([key, value]) => {
    const bare = key.replace(/^(?:span|resource|event)\./, '');
    return [bare === key ? knownAs(key, tags) : key, value] as const;
  });
  return { ...question, traces: { ...question.traces, attributes: Object.fromEntries(known) } };
}

/** Who sends spans. */
export async function senders(context: SkillContext, { tempo, time }: TempoQuestion): Promise<Draft> {
  const result = await tempo.listServices(windowOf(time));
  if (!result.ok) return failed(result.error.message);
  const { services, note } = result.value;
  const head =
    services.length === 0
      ? bold(inline`No service sent a span, ${time.said}.`)
      : bold(inline`${plural(services.length, 'service')} sent spans, ${time.said}:`);
  const names = services.length === 0 ? inline`${note ?? ''}` : listed(services.map(code));
  return {
    outcome: 'answered',
    blocks: [fact(inline`${head} ${names}`, [cite(context, 'services', plural(services.length, 'service'))])],
    suggestions: [],
  };
}

/** What spans and those who send them bear, to be searched by. */
export async function borne(context: SkillContext, { tempo, time }: TempoQuestion): Promise<Draft> {
  const result = await tempo.listTags(windowOf(time));
  if (!result.ok) return failed(result.error.message);
  const { scopes = [], total } = result.value;
  const evidence = [cite(context, 'tags', plural(total, 'attribute'))];
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`The spans in Tempo bear ${plural(total, 'attribute')}, ${time.said}:`), evidence),
      {
        type: 'list',
        items: scopes.map(({ scope, tags }) => ({
          text: inline`${bold(inline`${scope}`)}: ${listed(tags.slice(0, SHOWN).map(code))}`,
          evidence: [],
        })),
      },
    ],
    suggestions: [],
  };
}
