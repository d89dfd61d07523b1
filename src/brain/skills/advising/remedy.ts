import type { ObjectRef } from '#diagnosis/evidence';
import { command, fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { citeList, citeObject } from '../../cluster/observe.ts';
import { standingOf } from '../../cluster/standing.ts';
import { targetOf } from '../../cluster/target.ts';
import { causeOf, nextStep, worstOf } from '../findings.ts';
import { suggest, WHY } from '../ask.ts';
import type { SkillContext } from '../skill.ts';
import { changeOf, mendOf, type Mend } from './mend.ts';
import { storyOf, worstStory, type Story } from './story.ts';

const ONLY_LOOKS = /\bkubectl (?:-n \S+ )?(?:get|describe|logs|top|events|auth)\b/;

function mending(context: SkillContext, mend: Mend): Block[] {
  const { ref, command: text, effect } = mend;
  const evidence = [citeObject(context, ref, effect.now)];
  return [
    say(inline`The change that is most likely to mend it:`),
    command(text),
    fact(inline`It would ${effect.would}. Now: ${effect.now}.`, evidence),
    say(inline`${bold(inline`To walk it back:`)} ${effect.back}`),
  ];
}

function steps(context: SkillContext, { finding, subject }: Story): Block[] {
  const evidence = context.ledger.addAll(finding.evidence);
  const mend = mendOf(context, subject, finding);
  const looks = ONLY_LOOKS.test(finding.next);
  const without = looks
    ? inline`That command only looks. I know no single command that mends this: what it shows has to be corrected where it is defined.`
    : inline`I know no single command that mends this.`;
  return [
    fact(inline`${bold(inline`${fullName(subject)}: ${finding.title}.`)} ${causeOf(finding)}`, evidence),
    nextStep(context, finding),
    ...(mend === undefined ? [say(without)] : mending(context, mend)),
  ];
}

/** Nothing in trouble: says so, and what runs nothing may be started. */
function nothingToMend(context: SkillContext, ref: ObjectRef | undefined): Block[] {
  if (ref === undefined) {
    const [cluster = ''] = context.slots.clusters;
    const cite = citeList(context, { cluster }, ['get', 'pods', '-A']);
    return [
      fact(bold(inline`There is nothing to mend: I find no trouble on ${code(cluster)}.`), [
        cite('no check found anything failing'),
      ]),
    ];
  }
  const target = targetOf(context, ref);
  if (target === undefined) return [say(inline`I see nothing of ${fullName(ref)} to mend.`)];
  const { says, isIdle } = standingOf(target, context.now);
  const evidence = [citeObject(context, ref, says)];
  const mend = mendOf(context, ref);
  if (isIdle === true && mend !== undefined)
    return [fact(bold(inline`${fullName(ref)} runs nothing: ${says}.`), evidence), ...mending(context, mend)];
  return [fact(bold(inline`I find nothing to mend in ${fullName(ref)}: ${says}.`), evidence)];
}

/** What to do about a trouble: the next step, the change that would mend it, its effect and the way back. */
export async function remedy(context: SkillContext): Promise<Draft> {
  const [ref] = context.slots.objects;
  const story = ref === undefined ? await worstStory(context) : await storyOf(context, ref);
  const about = story?.subject ?? ref;
  return {
    outcome: 'answered',
    blocks: story === undefined ? nothingToMend(context, ref) : steps(context, story),
    focus: about === undefined ? undefined : [ref ?? about],
    suggestions: about === undefined ? [] : [suggest(context.clusters, about, WHY)],
    severity: story && worstOf([story.finding]),
  };
}

const UNSURE = say(
  inline`${bold(inline`I do not know which change you mean.`)} Name it (restart, scale, roll back, drain, delete ...) and its object, and I tell you what it would do and how to walk it back.`,
);

/** Whether a change that was spoken of is safe: what it would do, and how to walk it back. */
export async function safety(context: SkillContext): Promise<Draft> {
  const [ref] = context.slots.objects;
  const change = context.slots.change;
  const target = ref === undefined ? undefined : targetOf(context, ref);
  const story = ref === undefined || change !== undefined ? undefined : await storyOf(context, ref);
  const mend =
    change !== undefined && target !== undefined
      ? changeOf(context, target, change)
      : ref && mendOf(context, story?.subject ?? ref, story?.finding);
  const looks = mend === undefined && story !== undefined && ONLY_LOOKS.test(story.finding.next);
  const blocks =
    mend === undefined
      ? [looks ? say(inline`The step that I named only looks: it changes nothing.`) : UNSURE]
      : weighed(context, mend);
  return {
    outcome: mend === undefined && !looks ? 'unknown' : 'answered',
    blocks,
    focus: ref && [ref],
    suggestions: ref === undefined ? [] : [suggest(context.clusters, ref, WHY)],
    gap:
      mend === undefined && !looks ? { outcome: 'not-understood', detail: 'safe: which change' } : undefined,
  };
}

function weighed(context: SkillContext, { ref, command: text, effect }: Mend): Block[] {
  const evidence = [citeObject(context, ref, effect.now)];
  return [
    say(
      inline`${bold(inline`I cannot promise that it is safe, but this is what it would do:`)} ${code(text)}`,
    ),
    fact(inline`It would ${effect.would}. Now: ${fullName(ref)}, ${effect.now}.`, evidence),
    say(inline`${bold(inline`To walk it back:`)} ${effect.back}`),
  ];
}
