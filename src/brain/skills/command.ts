import type { ObjectRef } from '#diagnosis/evidence';
import { command, fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { standingOf } from '../cluster/standing.ts';
import { targetOf } from '../cluster/target.ts';
import { suggest, WHY } from './ask.ts';
import { adviceOn } from './commanding/advice.ts';
import { commandFor, onlyLooks } from './commanding/commands.ts';
import { filled } from './commanding/fill.ts';
import { findRecipe, FITS, SURE } from './commanding/find-recipe.ts';
import type { Recipe } from './commanding/recipes.ts';
import { effectOf } from './commanding/effect.ts';
import { verdictOn } from './commanding/verdict.ts';
import { portForward } from './connecting/port-forward.ts';
import type { Skill, SkillContext } from './skill.ts';

/** The verb that the recipe stands for, if the question finds one; else the one that was understood. */
const verbOf = ({ slots }: SkillContext, recipe: Recipe | undefined): string =>
  recipe?.verb ?? slots.change?.verb ?? 'get';

function caution(context: SkillContext, ref: ObjectRef, verb: string): Block[] {
  const target = targetOf(context, ref);
  if (target === undefined) return [];
  const { says } = standingOf(target, context.now);
  const evidence = [citeObject(context, ref, says)];
  const seen = fact(inline`${fullName(ref)} is there: ${says}.`, evidence);
  if (onlyLooks(verb)) return [seen];
  const wish = { verb, ref, clusters: context.clusters, parameters: context.slots.change?.parameters ?? {} };
  const { would, back } = effectOf(target, wish, context.now);
  return [
    fact(inline`It would ${would}. Now: ${says}.`, evidence),
    say(inline`${bold(inline`To walk it back:`)} ${back}`),
  ];
}

/** Without an object: the command with what is to be filled in, in capitals. */
function general(context: SkillContext, recipe: Recipe): Block[] {
  const text = filled(context, recipe);
  const isOpen = /\b(?:NAME|NODE|POD)\b/.test(text);
  return [command(text), ...(isOpen ? [say(inline`Name the object, and I fill in the rest.`)] : [])];
}

function forObject(context: SkillContext, ref: ObjectRef, recipe: Recipe | undefined): Block[] {
  const verb = verbOf(context, recipe);
  if (verb === 'port-forward') return portForward(context, ref);
  const parameters = context.slots.change?.parameters ?? {};
  const known = commandFor({ verb, ref, parameters, clusters: context.clusters });
  const text = recipe !== undefined && recipe.verb === undefined ? filled(context, recipe, ref) : known;
  if (text === undefined)
    return [say(inline`I know no kubectl command for ${code(verb)} that I would stand by.`)];
  return [...permission(context, ref, verb), command(text), ...caution(context, ref, verb)];
}

const ASKS_MAY =
  /^\W*(?:(?:ok|okay|so|and|hey|jamie|but|now)[, ]+)*(?:can|could|may|should|shall|must|do) (?:i|we)\b|\bis it (?:wise|sensible|a good idea|time)\b|\b(?:is|would) it (?:be )?(?:really )?(?:safe|ok|okay|fine|risky|dangerous)\b|^\W*(?:safe|ok|okay) to\b/i;

const ASKS_ADVICE = /\b(?:should|shall|ought|wise|sensible|good idea|need to|have to)\b/i;

/** "Can I drain worker-1?" is answered with yes or no first. */
function permission(context: SkillContext, ref: ObjectRef, verb: string): Block[] {
  if (context.slots.angle !== 'safety' || !ASKS_MAY.test(context.message)) return [];
  const target = targetOf(context, ref);
  if (target === undefined) return [];
  const { text, says } = verdictOn(target, verb, context.now);
  const advice = ASKS_ADVICE.test(context.message) ? adviceOn(target, verb, context.now) : undefined;
  return [fact(advice ?? text, [citeObject(context, ref, says)])];
}

const NOT_KNOWN: Block[] = [
  say(
    inline`I know no kubectl command for that which I would stand by. ${code('kubectl help')} lists them all.`,
  ),
];

function withoutObject(context: SkillContext, recipe: Recipe | undefined): Block[] {
  return recipe === undefined ? NOT_KNOWN : general(context, recipe);
}

function answer(context: SkillContext): Draft {
  const refs = context.slots.objects.slice(0, 3);
  const [first] = refs;
  const found = findRecipe(context.message);
  const asksEffect = context.slots.angle === 'safety' && first !== undefined;
  const enough = first === undefined ? FITS : SURE;
  const recipe = found !== undefined && found.fit >= enough && !asksEffect ? found.recipe : undefined;
  const blocks =
    first === undefined
      ? withoutObject(context, recipe)
      : refs.flatMap((ref) => forObject(context, ref, recipe));
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'talked',
    blocks,
    focus: first === undefined ? undefined : refs,
    suggestions: first === undefined ? [] : [suggest(context.clusters, first, WHY)],
  };
}

export const commandSkill: Skill = {
  id: 'command',
  answers: 'The kubectl command for something, with the real names in it.',
  examples: ['What is the command to restart checkout?', 'kubectl command for the logs of cart-0'],
  answer,
};
