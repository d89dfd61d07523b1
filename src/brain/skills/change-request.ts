import type { ObjectRef } from '#diagnosis/evidence';
import { command, fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, inline } from '../answer/markdown.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { targetOf } from '../cluster/target.ts';
import { commandFor } from './commanding/commands.ts';
import { effectOf } from './commanding/effect.ts';
import { filled } from './commanding/fill.ts';
import { findRecipe, FITS } from './commanding/find-recipe.ts';
import { settled } from './commanding/settle.ts';
import { suggest, WHY } from './ask.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

const DECLINED = bold(inline`I cannot change things yet, so I have changed nothing.`);

const OWNS_PODS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** "delete the checkout pod", "kill -9 postgres": the pods are meant, which come back, and never what keeps them. */
const meansPods = ({ message }: SkillContext, verb: string, { kind }: ObjectRef): boolean =>
  verb === 'delete' &&
  OWNS_PODS.has(kind) &&
  /\bpods?\b|\bkill\b/i.test(message) &&
  !/\b(?:deployments?|deploy|statefulsets?|sts|daemonsets?|ds)\b/i.test(message);

function about(context: SkillContext, ref: ObjectRef): Block[] {
  const { verb: said, parameters } = context.slots.change ?? { verb: 'edit', parameters: {} };
  if (!meansPods(context, said, ref)) return worded(context, ref, { verb: said, parameters });
  const note = say(
    inline`I take it that you mean the pods of ${fullName(ref)}, not to delete it: this restarts them.`,
  );
  return [note, ...worded(context, ref, { verb: 'restart', parameters: {} })];
}

type Wish = NonNullable<SkillContext['slots']['change']>;

function worded(context: SkillContext, ref: ObjectRef, { verb, parameters }: Wish): Block[] {
  const said = { verb, parameters, ref, clusters: context.clusters };
  const wish = settled(targetOf(context, ref), said);
  const text = commandFor(wish) ?? commandFor({ ...wish, verb: 'edit' });
  const shown = text === undefined ? [] : [say(inline`The command for it is:`), command(text)];
  if (context.snapshot(ref.cluster) === undefined) return [...shown, outOfReach(context, ref.cluster)];
  const target = targetOf(context, ref);
  if (target === undefined) return shown;
  context.looked(ref.cluster, [target.kind], ref.namespace === '' ? [] : [ref.namespace]);
  const { now, would, back } = effectOf(target, wish, context.now);
  const evidence = [citeObject(context, ref, now)];
  return [
    ...shown,
    fact(inline`Now: ${fullName(ref)}, ${now}.`, evidence),
    fact(inline`It would ${would}.`, evidence),
    say(inline`${bold(inline`To walk it back:`)} ${back}`),
  ];
}

/** What takes something away is not worded before it is known what. */
const TAKES_AWAY = /^(?:delete|drain|taint|replace)\b/;

/** Without an object: the command as it reads in general. */
function inGeneral(context: SkillContext): Block[] {
  const found = findRecipe(context.message);
  const ask = say(inline`Name the object, and I give you the exact command and what it would do.`);
  return found === undefined || found.fit < FITS || TAKES_AWAY.test(found.recipe.run)
    ? [ask]
    : [say(inline`In general the command is:`), command(filled(context, found.recipe)), ask];
}

/** A deed in another system than the clusters: there is no command to give. */
function elsewhere(system: string): Draft {
  return {
    outcome: 'declined',
    blocks: [
      say(DECLINED),
      say(
        inline`Of ${system} I only read: what you ask for is to be done there, by a person. I can show what it is about.`,
      ),
    ],
    suggestions: [{ label: 'What fires now?', message: 'which alerts are firing?' }],
  };
}

function answer(context: SkillContext): Draft {
  const { verb, parameters } = context.slots.change ?? { verb: 'edit', parameters: {} };
  if (verb === 'elsewhere') return elsewhere(parameters['system'] ?? 'that system');
  const refs = context.slots.objects.slice(0, 3);
  const [first] = refs;
  const blocks = refs.flatMap((ref) => about(context, ref));
  const vague = inGeneral(context);
  return {
    outcome: 'declined',
    blocks: [say(DECLINED), ...(first === undefined ? vague : blocks)],
    focus: first === undefined ? undefined : refs,
    suggestions: first === undefined ? [] : [suggest(context.clusters, first, WHY)],
  };
}

export const changeRequestSkill: Skill = {
  id: 'change-request',
  answers:
    'A change that you ask for: the exact command, what it would do now, how to walk it back. Nothing is executed.',
  examples: ['Restart checkout', 'Scale cart to 5', 'Drain node worker-2'],
  answer,
};
