import type { LogLine } from '#connectors/loki';
import type { LogPattern } from '#diagnosis';
import type { Block } from '../../../answer/draft.ts';
import { say } from '../../../answer/draft.ts';
import { code, inline, listed, prose, type Markdown } from '../../../answer/markdown.ts';
import { clock, iso } from '../../../answer/phrase.ts';
import { citing } from '../../elsewhere/words.ts';
import type { SkillContext } from '../../skill.ts';
import type { Answered, LokiQuestion, Whose } from './asking.ts';

const EXPLAINED =
  /(?:There (?:is|are) no .*|\{[^}]*\} (?:has lines|was silent|has no lines).*|Loki has no lines at all.*)$/s;
const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Why there is nothing, without what the headline says already, its times in the asker's zone. */
export function whyNone({ now, timeZone }: SkillContext, note: string): Markdown {
  const why = EXPLAINED.exec(note)?.[0] ?? note;
  return prose(why.replace(MOMENT, (moment) => clock(moment, now, timeZone)));
}

function oneInWords({ service, namespace, pod, node, container }: Whose): Markdown {
  const within = namespace === undefined ? inline`` : inline` in ${code(namespace)}`;
  const part = container === undefined ? inline`` : inline`container ${code(container)} of `;
  if (pod !== undefined) return inline`${part}pod ${code(pod)}${within}`;
  if (service !== undefined) return inline`${part}${code(service)}${within}`;
  if (node !== undefined) return inline`node ${code(node)}`;
  return namespace === undefined ? inline`all services` : inline`namespace ${code(namespace)}`;
}

/** Whose lines: "`checkout` in `shop` on `prod`". */
export function whoseInWords({ whose }: LokiQuestion): Markdown {
  const who = [...new Map(whose.map((one) => [oneInWords(one).markdown, oneInWords(one)])).values()];
  const clusters = [...new Set(whose.flatMap(({ cluster }) => cluster ?? []))];
  const on = clusters.length === 0 ? inline`` : inline` on ${listed(clusters.map(code))}`;
  return inline`${listed(who)}${on}`;
}

const KINDS = {
  error: ' that look like errors',
  warn: ' that look like warnings or errors',
  info: ' of level info or worse',
  debug: '',
};
const ALONE = {
  ...KINDS,
  warn: ' that look like warnings',
  info: ' of level info',
  debug: ' of level debug',
};

/** Which lines: "lines that look like errors, with `timeout`". */
export function whichInWords(
  { which: { level, only, text, without } }: LokiQuestion,
  count?: 'one',
): Markdown {
  const kinds = level === undefined ? '' : only === true ? ALONE[level] : KINDS[level];
  const kind =
    count === 'one'
      ? kinds.replace(/^ that look like (\w+?)s\b/, ' that looks like a $1').replace('a error', 'an error')
      : kinds;
  const holding = text === undefined ? inline`` : inline` with ${code(text)}`;
  const lacking = without === undefined ? inline`` : inline` without ${code(without)}`;
  return inline`${kind}${holding}${lacking}`;
}

/** Cites what Loki answered; gives the evidence id. */
export const cite = citing('loki');

/** A line as evidence, at its own time. */
export function citeLine(context: SkillContext, query: string, { at, text, labels }: LogLine): string {
  const { cluster = context.slots.clusters[0] ?? '', namespace = '', pod } = labels;
  const object = pod === undefined ? {} : { object: { cluster, kind: 'Pod', namespace, name: pod } };
  return context.ledger.add({ at, source: { system: 'loki', cluster, query, ...object }, says: text });
}

/** The query, to be changed and sent again. */
export function asked(query: string): Block[] {
  const [one = query] = query.split('  or  ');
  return [
    say(inline`Asked of Loki; change it and send it to me if you like:`),
    { type: 'code', language: 'logql', text: one },
  ];
}

/** What went wrong for some of those that were asked about, and what could not be told apart. */
export function shortcomings(answers: readonly Answered<{ note?: string | undefined }>[]): Block[] {
  const errors = answers.flatMap((one) => ('error' in one ? [one.error] : []));
  const mixed = answers.some((one) => 'value' in one && one.allClusters);
  const partial = answers.some((one) => 'value' in one && one.partial === true);
  return [
    ...(partial
      ? [
          say(
            inline`You asked for a longer time; of it these are the last 6 hours. Ask for an earlier part to see what was before.`,
          ),
        ]
      : []),
    ...[...new Set(errors)].map((error) => say(inline`Loki: ${prose(error)}`)),
    ...(mixed
      ? [
          say(
            inline`The labels in this Loki do not tell this cluster from the others: lines of all of them are counted.`,
          ),
        ]
      : []),
  ];
}

const LONGEST = 300;

/** How often: "once", "3 times". */
export const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** When a pattern was seen: ", first 13:04:14, last 13:35:02". */
export function seen({ now, timeZone }: SkillContext, { firstAt, lastAt }: LogPattern['current']): Markdown {
  if (firstAt === undefined || lastAt === undefined) return inline``;
  const [first, last] = [firstAt, lastAt].map((at) => clock(iso(at), now, timeZone));
  return first === last ? inline` at ${first ?? ''}` : inline`, first ${first ?? ''}, last ${last ?? ''}`;
}

/** A pattern by its level and an example. */
export function exampleOf({ level, example }: LogPattern): Markdown {
  const line = (example.split('\n')[0] ?? '').slice(0, LONGEST);
  return inline`${level === undefined ? '' : `${level}: `}${code(line)}`;
}

/** A pattern with how often and when it was seen. */
export const kindOf = (context: SkillContext, pattern: LogPattern): Markdown =>
  inline`${exampleOf(pattern)} (${times(pattern.current.count)}${seen(context, pattern.current)})`;
