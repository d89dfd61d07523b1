import { MESSAGES } from '../understand/lexicon/systems.ts';
import type { Draft } from '../answer/draft.ts';
import { say } from '../answer/draft.ts';
import { bold, code, inline, join, listed, type Markdown } from '../answer/markdown.ts';
import { sameObject } from '../cluster/facts.ts';
import { fullName, kindWord } from '../cluster/name.ts';
import { settleTies } from '../learning/standing.ts';
import type { Suggestion } from '../turn-event.ts';
import type { Reading } from '../understand/reading.ts';
import { suggest, WHY } from './ask.ts';
import { outOfReach, withoutClusters } from './out-of-reach.ts';
import { mayHide } from './sight.ts';
import type { SkillContext } from './skill.ts';

type Other = Exclude<Reading, { type: 'skill' }>;
type Of<Type extends Other['type']> = Extract<Other, { type: Type }>;

function ambiguous({ question, choices }: Of<'ambiguous'>): Draft {
  return {
    outcome: 'asked',
    blocks: [
      say(inline`${question}`),
      { type: 'list', items: choices.map(({ label }) => ({ text: inline`${label}`, evidence: [] })) },
    ],
    suggestions: choices,
    question: { text: question, choices },
  };
}

function place(where: Of<'no-such-name'>['where']): Markdown {
  if (where.namespaces.length > 0) return inline` in ${listed(where.namespaces.map(code))}`;
  return where.clusters.length > 0 ? inline` on ${listed(where.clusters.map(code))}` : inline``;
}

/** A name that may well exist where it was asked about, as none of those clusters answers. */
function cannotTell(context: SkillContext, reading: Of<'no-such-name'>): Draft {
  const { said, where, suggestions } = reading;
  const [other] = suggestions.filter(({ cluster }) => !where.clusters.includes(cluster));
  const elsewhere =
    other === undefined ? [] : [say(inline`What I do see is ${fullName(other)} on ${code(other.cluster)}.`)];
  return {
    outcome: 'unknown',
    blocks: [
      say(bold(inline`I cannot tell whether there is anything called ${code(said)}${place(where)}.`)),
      ...where.clusters.map((name) => outOfReach(context, name)),
      ...elsewhere,
    ],
    suggestions: other === undefined ? [] : [suggest(context.clusters, other, WHY)],
    gap: { outcome: 'out-of-reach', detail: `clusters out of reach: ${where.clusters.join(', ')}` },
  };
}

function noSuchName(context: SkillContext, whole: Of<'no-such-name'>): Draft {
  const isMissing = (name: string): boolean => context.snapshot(name) === undefined;
  const { clusters } = whole.where;
  if (clusters.length > 0 && clusters.every(isMissing))
    return withoutClusters(context) ?? cannotTell(context, whole);
  const where = { ...whole.where, clusters: clusters.filter((name) => !isMissing(name)) };
  return withoutClusters(context) ?? absent(context, { ...whole, where });
}

/** That nothing goes by a name; where not everything may be seen, no more than that it is not seen. */
function headOf({ said, kind, where }: Of<'no-such-name'>, mayHide: boolean): Markdown {
  const what = inline`${kind === undefined ? 'nothing called' : `no ${kindWord(kind)}`} ${code(said)}`;
  if (!mayHide) return inline`There is ${what}${place(where)}.`;
  if (where.namespaces.length === 0)
    return inline`I see ${what}${place(where)}, but I do not see everything.`;
  const some = kind === undefined ? 'anything called' : `a ${kindWord(kind)}`;
  return inline`I cannot tell whether there is ${some} ${code(said)}${place(where)}.`;
}

function absent(context: SkillContext, reading: Of<'no-such-name'>): Draft {
  const { said, kind, suggestions, rewrites } = reading;
  const distinct = suggestions.filter(
    (ref, at) => suggestions.findIndex((one) => sameObject(one, ref)) === at,
  );
  const named = distinct.slice(0, 5).map((ref) => {
    const where = ref.namespace === '' ? inline`` : inline` in ${code(ref.namespace)}`;
    const isElsewhere = distinct.some(({ cluster }) => cluster !== ref.cluster);
    const on = isElsewhere ? inline` on ${code(ref.cluster)}` : inline``;
    return inline`${kindWord(ref.kind)} ${code(ref.name)}${where}${on}`;
  });
  const choices = rewrites
    .slice(0, 5)
    .map((message, at): Suggestion => ({ label: suggestions[at]?.name ?? message, message }));
  const unreachable = context.clusters
    .filter(({ state }) => state === 'unreachable')
    .map(({ name }) => code(name));
  const unseen = unreachable.length === 0 ? inline`` : inline` I could not look on ${listed(unreachable)}.`;
  const ask = named.length === 0 ? inline`` : inline` Did you mean ${join(named, ', ', ' or ')}?`;
  const hiding = kind === 'Namespace' ? [] : mayHide(context, { ...reading.where, kind });
  const head = headOf(reading, hiding.length > 0);
  const sight = hiding.length === 0 ? inline`` : inline` ${join(hiding, ' ')}`;
  return {
    outcome: 'unknown',
    blocks: [say(inline`${bold(head)}${sight}${ask}${unseen}`)],
    suggestions: choices,
    gap: { outcome: 'no-such-name', detail: `${kind ?? 'object'} ${said}` },
    question:
      named.length === 0 ? undefined : { text: `Did you mean ${suggestions[0]?.name ?? ''}?`, choices },
  };
}

/** Why a question cannot be answered from here. */
function whyNot({ system, what }: Of<'out-of-reach'>): Markdown {
  if (system === 'forecasts')
    return inline`${bold(inline`I do not know: I cannot see into the future.`)} I see how things are now, and I would rather not guess what will be.`;
  if (system === 'history')
    return inline`${bold(inline`I do not know: I keep no record of how things were then.`)} I see how things are now, events of about the last hour, and when objects were made and changed.`;
  if (what === MESSAGES)
    return inline`${bold(inline`I have told nobody: I write to nobody but you`)}, so ${system} has to hear it from you. What there is to say I can look up for you.`;
  return inline`${bold(inline`I cannot answer that: I do not ask ${system} yet`)}, and ${what} can only be seen there. I would rather not guess.`;
}

function beyond(context: SkillContext, reading: Of<'out-of-reach'>): Draft {
  const { system, what, objects } = reading;
  const offers = objects.slice(0, 2).map((ref) => suggest(context.clusters, ref, WHY));
  const names = objects.slice(0, 2).map(({ name }) => code(name));
  const instead =
    names.length > 0
      ? inline`What I can do from the cluster alone: look at the status, events, logs and last changes of ${listed(names)}.`
      : inline`What I can look at is the clusters themselves: status, events, logs, usage now, and what changed.`;
  return {
    outcome: 'unknown',
    blocks: [say(whyNot(reading)), say(instead)],
    focus: objects.length > 0 ? objects : undefined,
    suggestions:
      offers.length > 0 ? offers : [{ label: 'How is the cluster?', message: 'how is my cluster?' }],
    gap: { outcome: 'out-of-reach', detail: `${system}: ${what}` },
  };
}

/** Says what was not understood: an answer to the rest would be one to another question. */
function withoutWords(unread: readonly string[], nearby: Suggestion[]): Draft {
  const words = code(unread.join(' '));
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`${bold(inline`I do not know what ${words} means here`)}, and nothing that I look at is called so: telling how it is would answer another question.`,
      ),
    ],
    suggestions: nearby,
    gap: { outcome: 'not-understood', detail: `unread: ${unread.join(', ')}` },
  };
}

/** How much nearer each is than the one after it: less than a standing may be worth. */
const STEP = 0.03;

async function notUnderstood(
  { learning }: SkillContext,
  { nearest, unread }: Of<'not-understood'>,
): Promise<Draft> {
  const standing = await learning.standings();
  const ordered = settleTies(nearest.slice(0, 3), {
    fitOf: (one) => 1 - nearest.indexOf(one) * STEP,
    standing: ({ skill }) => standing(skill),
  });
  const nearby = ordered.map(({ example }): Suggestion => ({ label: example, message: example }));
  if (unread !== undefined) return withoutWords(unread, nearby);
  const hint =
    nearby.length === 0
      ? inline`Ask me about a cluster, a namespace or an object in it, or say “help”.`
      : inline`The nearest things that I can answer:`;
  const items = nearby.map(({ label }) => ({ text: inline`${label}`, evidence: [] }));
  return {
    outcome: 'unknown',
    blocks: [
      say(inline`I am not sure what you are asking, so I will not guess. ${hint}`),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items }]),
    ],
    suggestions: nearby.length > 0 ? nearby : [{ label: 'What can you do?', message: 'help' }],
    gap: { outcome: 'not-understood', detail: 'no skill fits' },
  };
}

/** What to say to a message that no skill answers: a question back, "did you mean", or an honest no. */
export function replyTo(context: SkillContext, reading: Other): Draft | Promise<Draft> {
  switch (reading.type) {
    case 'ambiguous':
      return ambiguous(reading);
    case 'no-such-name':
      return noSuchName(context, reading);
    case 'out-of-reach':
      return beyond(context, reading);
    case 'not-understood':
      return notUnderstood(context, reading);
  }
}
