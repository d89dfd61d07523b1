import { plural } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { fullName } from '../cluster/name.ts';
import { targetOf } from '../cluster/target.ts';
import { remedy, safety } from './advising/remedy.ts';
import { since } from './advising/since.ts';
import { CHANGES, EVENTS, LOGS, suggest } from './ask.ts';
import { lookOver } from './cluster-health.ts';
import { linksReply } from './connecting/links.ts';
import { whoHurts } from './correlating/who-hurts.ts';
import { correlate, roleAsked, type Correlation } from './correlating/correlate.ts';
import { isolationOf, policyBlocks } from './connecting/policies.ts';
import { unexplained, unwell, well, type Examination } from './diagnosing/compose.ts';
import { examine } from './diagnosing/examine.ts';
import { workloadMeant } from './diagnosing/namesake.ts';
import { asksYesNo, restarts } from './diagnosing/restarted.ts';
import { unwatched } from './diagnosing/unwatched.ts';
import { isOutside } from './diagnosing/whose.ts';
import { worstOf } from './findings.ts';
import { guideFor } from './guiding/guide-for.ts';
import { inventorySkill } from './inventory.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

const MOST_OBJECTS = 4;
const SLOW = /\b(?:slow\w*|latenc\w*|perform\w*|lag\w*|sluggish|response times?)\b/i;
const SLOWNESS = new RegExp(`${SLOW.source}|\\b(?:time ?outs?|hang\\w*)\\b`, 'i');

function verdict(context: SkillContext, examination: Examination): Block[] {
  const [root] = examination.trouble;
  if (root !== undefined) return unwell(context, examination, root);
  return examination.standing.well === false ? unexplained(context, examination) : well(context, examination);
}

/** What could not be looked at, when the question was about it; a time-out that was explained needs no latencies. */
function blindSpots({ message, systems }: SkillContext, explained: boolean): Block[] {
  if (systems.prometheus !== undefined || !(explained ? SLOW : SLOWNESS).test(message)) return [];
  return [
    say(
      inline`You asked about speed: I see no latencies, as neither metrics history nor traces are connected. Usage against limits is the nearest that I can look at.`,
    ),
  ];
}

interface About {
  blocks: Block[];
  found?: Examination;
  /** Whether something was found that keeps calls from being answered, or the calls themselves are measured. */
  explained?: boolean;
}

/** Whether Kubernetes shows by itself what is the matter with an object, so that nothing has to be concluded from its requests. */
const isPlain = ({ trouble, standing }: Examination): boolean =>
  trouble.length > 0 || standing.well === false || standing.isIdle === true;

/** What was asked about is not so, and nothing that was found is grave: that is the answer, and the rest stands beside it. */
const isDenied = ({ hurts, isPartial }: Correlation, { trouble, standing }: Examination): boolean =>
  hurts?.real === false &&
  isPartial !== true &&
  standing.well !== false &&
  trouble.every(({ severity }) => severity !== 'critical');

async function about(context: SkillContext, ref: ObjectRef): Promise<About> {
  if (context.snapshot(ref.cluster) === undefined) return { blocks: [outOfReach(context, ref.cluster)] };
  const target = targetOf(context, ref);
  if (target === undefined) return { blocks: await unwatched(context, ref) };
  const found = await examine(context, target);
  const onTheWay = found.trouble.length > 0 ? [] : policyBlocks(context, target);
  const isolation = found.trouble.length > 0 ? [] : isolationOf(context, target);
  const isOwn = found.trouble.some((finding) => !isOutside(context, target, finding));
  const restarted = isOwn && !asksYesNo(context.message) ? [] : restarts(context, target);
  const explained = [found.trouble, found.followed, onTheWay, isolation].some(({ length }) => length > 0);
  const asked = roleAsked(context.message) !== undefined;
  const plain = isPlain(found);
  const requests = asked || !plain ? await correlate(context, ref, found.lines) : undefined;
  const requestsHurt = requests?.hurts?.real === true;
  const own = [...restarted, ...onTheWay, ...verdict(context, { ...found, requestsHurt }), ...isolation];
  const isFirst =
    requests !== undefined && (plain ? asked && isDenied(requests, found) : requests.isExplained);
  const blocks = isFirst ? [...requests.blocks, ...own] : [...own, ...(requests?.blocks ?? [])];
  return { blocks, found, explained: explained || requests !== undefined };
}

function suggestionsFor(context: SkillContext, ref: ObjectRef) {
  const speaks = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(ref.kind);
  const usage = { label: 'Usage of {}', message: 'how much CPU and memory does {} use?' };
  const slow = SLOWNESS.test(context.message) && speaks ? [usage] : [];
  const wordings = speaks ? [...slow, LOGS, EVENTS, CHANGES] : [EVENTS, CHANGES];
  return wordings.map((wording) => suggest(context.clusters, ref, wording));
}

/** Which of several clusters is told of next. */
const onCluster = (ref: ObjectRef | undefined): Block => say(bold(inline`On ${code(ref?.cluster ?? '')}:`));

async function diagnoseObjects(context: SkillContext, refs: ObjectRef[]): Promise<Draft> {
  context.think(`Looking at ${refs.map(({ name }) => name).join(', ')}`);
  const answers = await Promise.all(refs.map((ref) => about(context, ref)));
  const isApart = refs.some(({ cluster }) => cluster !== refs[0]?.cluster);
  const trouble = answers.flatMap(({ found }) => found?.trouble ?? []);
  const known = answers.some(({ found }) => found !== undefined);
  const isExplained = answers.some(({ explained }) => explained === true);
  const [first] = refs;
  return {
    outcome: known || context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks: [
      ...answers.flatMap(({ blocks }, at) => (isApart ? [onCluster(refs[at]), ...blocks] : blocks)),
      ...blindSpots(context, isExplained),
    ],
    focus: refs,
    suggestions:
      first === undefined ? [] : [...(await guideFor(context, trouble)), ...suggestionsFor(context, first)],
    severity: worstOf(trouble),
    gap: known
      ? undefined
      : { outcome: 'failed', detail: `could not look at ${refs.map(({ name }) => name).join(', ')}` },
  };
}

/** Of many objects: who is well and who is not, then the first that is not in full. */
async function diagnoseMany(context: SkillContext, refs: ObjectRef[]): Promise<Draft> {
  const found = (await Promise.all(refs.map((ref) => about(context, ref)))).flatMap((one) => one.found ?? []);
  const bad = found.filter(({ trouble, standing }) => trouble.length > 0 || standing.well === false);
  const evidence = [
    ...new Set(bad.flatMap(({ trouble }) => context.ledger.addAll(trouble[0]?.evidence ?? []))),
  ];
  const [worst] = bad;
  if (worst === undefined || evidence.length === 0)
    return diagnoseObjects(context, refs.slice(0, MOST_OBJECTS));
  const names = bad
    .slice(0, 5)
    .map(({ target }) => fullName(target.ref).markdown)
    .join(', ');
  const head = fact(
    bold(inline`${bad.length} of ${plural(found.length, 'object')} are not healthy: ${{ markdown: names }}.`),
    evidence,
  );
  const rest = await diagnoseObjects(context, [worst.target.ref]);
  return { ...rest, blocks: [head, ...rest.blocks], focus: bad.map(({ target }) => target.ref) };
}

/** "Why are pods pending?" when none is: the inventory says so plainly. */
const asksForNone = ({ slots }: SkillContext): boolean =>
  slots.query !== undefined &&
  slots.query.filters.some(({ field }) => field === 'status' || field === 'phase' || field === 'reason');

/** A look over everything, with what could not be looked at. */
async function looking(context: SkillContext): Promise<Draft> {
  const draft = await lookOver(context);
  return {
    ...draft,
    blocks: [
      ...draft.blocks,
      ...blindSpots(context, draft.severity !== undefined && draft.severity !== 'info'),
    ],
  };
}

const ANGLES = { remedy, safety, since };

async function diagnose(context: SkillContext): Promise<Draft> {
  const links = await linksReply(context);
  if (links !== undefined) return links;
  const { objects, angle } = context.slots;
  if (angle !== undefined) return ANGLES[angle](context);
  const [only] = objects;
  const hurt = only === undefined ? await whoHurts(context) : undefined;
  if (hurt !== undefined) {
    const draft = await diagnoseObjects(context, hurt.refs);
    return { ...draft, blocks: [...hurt.blocks, ...draft.blocks] };
  }
  if (only === undefined) return asksForNone(context) ? inventorySkill.answer(context) : looking(context);
  if (objects.length === 1 && only.kind === 'Namespace') {
    const slots = {
      ...context.slots,
      clusters: [only.cluster],
      namespaces: [only.name],
      objects: [],
      kind: undefined,
    };
    return { ...(await looking({ ...context, slots })), scope: undefined };
  }
  const meant = objects.length === 1 ? workloadMeant(context, only) : undefined;
  if (meant !== undefined) {
    const draft = await diagnoseObjects(context, [meant.ref]);
    return { ...draft, blocks: [...draft.blocks, meant.note] };
  }
  return objects.length > MOST_OBJECTS ? diagnoseMany(context, objects) : diagnoseObjects(context, objects);
}

export const diagnoseSkill: Skill = {
  id: 'diagnose',
  answers: 'Why something is not well, from its status, events, logs and last changes.',
  examples: ['Why is checkout crashing?', 'What is wrong with node worker-2?', 'Is payments healthy?'],
  answer: diagnose,
};
