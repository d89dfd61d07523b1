import { iso } from '../answer/phrase.ts';
import type { Finding } from '#diagnosis';
import { checkCluster } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { suggest } from '../skills/ask.ts';
import { isTrouble, subjectOf } from '../skills/findings.ts';
import type { SkillContext } from '../skills/skill.ts';
import { citeAll } from '../incident/source.ts';
import type { WalkSlots } from '../understand/slot-types.ts';
import { lastLook, onwardOf, pointed, withDone, withLook, withoutLast, withSkip } from './keep.ts';
import { look } from './look.ts';
import { recordDraft } from './record.ts';
import type { KeptWalk } from './store.ts';
import { asideDraft, factsOf, resumeChoice, stepDraft, walkItem } from './words.ts';
import { linkOf, STEP_TITLES, stepTitled, SYMPTOM_WORDS, type Branch, type Walk } from './walk.ts';

const TROUBLESHOOT = { label: '{}', message: 'troubleshoot {}' };
const MOST_OFFERED = 5;

const stamp = ({ now }: SkillContext): string => iso(now);

const talked = (blocks: Block[], more: Partial<Draft> = {}): Draft => ({
  outcome: 'talked',
  blocks,
  suggestions: [],
  ...more,
});

/** Writes a walk down, then shows it; what somebody else did meanwhile is shown instead. */
async function shown(context: SkillContext, kept: KeptWalk, draft: (walk: Walk) => Draft): Promise<Draft> {
  if (await context.walks.saveWalk(kept)) return draft(kept.walk);
  const newer = await context.walks.walk(kept.walk.id);
  const note = say(inline`This walk has gone on elsewhere meanwhile; it stands here now.`);
  return stepDraft(context, newer?.walk ?? kept.walk, [note]);
}

/** Takes a step, writes it down and tells it. */
async function take(context: SkillContext, kept: KeptWalk, branch: Branch): Promise<Draft> {
  context.think(`Looking at ${STEP_TITLES[branch.step]} of ${kept.walk.subject.name}`);
  const found = await look(context, kept.walk, branch.step);
  const looked = { branch, found, cited: context.ledger.all(), at: stamp(context) };
  const walk = withLook(kept.walk, looked);
  return shown(context, { ...kept, walk }, (saved) => stepDraft(context, saved));
}

/** What is in trouble, the worst first: what one may want to be guided through. */
function offered(context: SkillContext): ObjectRef[] {
  const found = context.slots.clusters
    .flatMap((cluster): Finding[] => {
      const snapshot = context.snapshot(cluster);
      return snapshot === undefined ? [] : checkCluster(snapshot);
    })
    .filter(isTrouble)
    .map((finding) => subjectOf(context, finding));
  const keys = found.map((ref) => JSON.stringify(ref));
  return found.filter((_, at) => keys.indexOf(keys[at] ?? '') === at).slice(0, MOST_OFFERED);
}

function whichSubject(context: SkillContext): Draft {
  const choices = offered(context).map((ref) => suggest(context.clusters, ref, TROUBLESHOOT));
  const text =
    choices.length === 0
      ? 'What shall we walk through? Name a service or workload, as in “troubleshoot checkout”.'
      : 'What shall we walk through? These are in trouble:';
  const items = choices.map(({ label }) => ({ text: code(label), evidence: [] }));
  return {
    outcome: 'asked',
    blocks: [say(bold(inline`${text}`)), ...(items.length === 0 ? [] : [{ type: 'list' as const, items }])],
    suggestions: choices,
    question: { text, choices },
  };
}

async function start(context: SkillContext, { symptom }: WalkSlots): Promise<Draft> {
  const [subject] = context.slots.objects;
  if (subject === undefined) return whichSubject(context);
  const at = stamp(context);
  const { personId, name } = context.asker;
  const walk = pointed({
    id: context.newId(),
    personId,
    ...(name === undefined ? {} : { personName: name }),
    subject,
    symptom,
    said: context.message.slice(0, 300),
    state: 'open',
    startedAt: at,
    updatedAt: at,
    steps: [],
    evidence: [],
    others: [],
  });
  await context.walks.saveWalk({ walk, version: 0 });
  const { next } = walk;
  return next === undefined ? stepDraft(context, walk) : take(context, { walk, version: 1 }, next);
}

const NO_WALK = say(
  inline`No walk is going on here. Say “troubleshoot” and a name to begin one, or “list my walks”.`,
);
const isOpen = ({ walk }: KeptWalk): boolean => walk.state !== 'done';

const ownWalks = ({ walks, asker }: SkillContext): Promise<KeptWalk[]> => walks.walksOf(asker.personId);

/** The walk that is spoken of: the one named, the one of this conversation, the latest. */
async function spokenOf(context: SkillContext, { about }: WalkSlots): Promise<KeptWalk[]> {
  const own = await ownWalks(context);
  if (about !== undefined)
    return own.filter(
      ({ walk: { id, subject } }) => id === about || about.split(/[\s/]+/).includes(subject.name),
    );
  const here = own.filter(({ walk }) => walk.id === context.focus.walk);
  return here.length > 0 ? here : own;
}

async function list(context: SkillContext): Promise<Draft> {
  const open = (await ownWalks(context)).filter(isOpen).map(({ walk }) => walk);
  if (open.length === 0) return talked([say(inline`You have no open walks.`)]);
  const head = say(bold(inline`Your open walks, the latest first:`));
  const choices = open.slice(0, MOST_OFFERED).map(resumeChoice);
  return talked([head, { type: 'list', items: open.map(walkItem) }], { suggestions: choices });
}

async function resume(context: SkillContext, slots: WalkSlots): Promise<Draft> {
  const found = (await spokenOf(context, slots)).filter(isOpen);
  const [first] = found;
  if (first === undefined) return talked([NO_WALK]);
  const isOne = found.length === 1 || slots.about !== undefined;
  if (!isOne) {
    const choices = found.slice(0, MOST_OFFERED).map(({ walk }) => resumeChoice(walk));
    const text = 'Which walk shall we go on with?';
    const items = found.slice(0, MOST_OFFERED).map(({ walk }) => walkItem(walk));
    return {
      outcome: 'asked',
      blocks: [say(bold(inline`${text}`)), { type: 'list', items }],
      suggestions: choices,
      question: { text, choices },
    };
  }
  const walk: Walk = { ...first.walk, state: 'open', updatedAt: stamp(context) };
  const note = say(
    inline`Here is where we were (begun ${walk.startedAt.slice(0, 16).replace('T', ' ')} UTC).`,
  );
  return shown(context, { ...first, walk }, (saved) => stepDraft(context, saved, [note]));
}

async function record(context: SkillContext, slots: WalkSlots): Promise<Draft> {
  const [kept] = await spokenOf(context, slots);
  if (kept === undefined) return talked([NO_WALK]);
  const sources = new Map(kept.walk.evidence.map(({ id, ...observation }) => [id, observation]));
  const draft = recordDraft(kept.walk, (ids) => citeAll(context, sources, ids));
  const link = say(inline`To share it: ${code(linkOf(kept.walk))}`);
  return { ...draft, blocks: [...draft.blocks, link] };
}

type Verb = (context: SkillContext, kept: KeptWalk, slots: WalkSlots) => Draft | Promise<Draft>;

const next: Verb = (context, kept) => {
  const { walk } = kept;
  return walk.next === undefined ? stepDraft(context, walk) : take(context, kept, walk.next);
};

const branch: Verb = (context, kept, { step: title = '' }) => {
  const step = stepTitled(title);
  if (step === undefined) return asideDraft(kept.walk, [say(inline`I know no step called ${code(title)}.`)]);
  const { walk } = kept;
  const way = [...(walk.next === undefined ? [] : [walk.next]), ...walk.others].find(
    (one) => one.step === step,
  );
  return take(context, kept, way ?? { step, why: 'it was asked for' });
};

const skip: Verb = (context, kept) => {
  const { walk } = kept;
  if (walk.next === undefined) return asideDraft(walk, [say(inline`There is nothing left to skip.`)]);
  const note = say(inline`Skipped: ${STEP_TITLES[walk.next.step]}.`);
  const passed = withSkip(walk, stamp(context));
  return shown(context, { ...kept, walk: passed }, (saved) => asideDraft(saved, [note]));
};

const back: Verb = (context, kept) => {
  const walk = withoutLast(kept.walk, stamp(context));
  const note = say(inline`Back to the step before.`);
  return shown(context, { ...kept, walk }, (saved) => stepDraft(context, saved, [note]));
};

const again: Verb = (context, kept) => {
  const last = lastLook(kept.walk);
  if (last === undefined) return next(context, kept, { what: 'next' });
  const steps = kept.walk.steps.map((step) => (step === last ? { ...step, isLeft: true } : step));
  return take(
    context,
    { ...kept, walk: { ...kept.walk, steps } },
    { step: last.step, why: 'it was asked for again' },
  );
};

const why: Verb = (context, { walk }) => {
  const last = lastLook(walk);
  const came = last && say(inline`I looked at ${STEP_TITLES[last.step]}, as ${last.why}. What I go by:`);
  const told = last === undefined ? [] : factsOf(context, walk, last);
  const draft = asideDraft(walk, [...(came === undefined ? [] : [came]), ...told]);
  return { ...draft, outcome: context.ledger.all().length > 0 ? 'answered' : 'talked' };
};

const pause: Verb = (context, kept) => {
  const walk: Walk = { ...kept.walk, state: 'paused', updatedAt: stamp(context) };
  const note = inline`Paused. Say “resume the walk on ${walk.subject.name}” whenever you like; anybody who may sign in here finds it at ${code(linkOf(walk))}.`;
  return shown(context, { ...kept, walk }, (saved) => asideDraft(saved, [say(note)], false));
};

const done: Verb = (context, kept) => {
  const walk = withDone(kept.walk, stamp(context));
  const { cause } = walk.outcome ?? {};
  const what =
    cause === undefined
      ? inline` Nothing that was found names a cause.`
      : inline` What it was: ${{ markdown: cause }}`;
  const note = inline`Good: the walk is done.${what}`;
  const link = say(inline`“Write it up” shows the record; it is at ${code(linkOf(walk))}.`);
  return shown(context, { ...kept, walk }, (saved) => asideDraft(saved, [say(note), link], false));
};

const symptom: Verb = (context, kept, slots) => {
  const walk = pointed({ ...kept.walk, symptom: slots.symptom ?? 'other', updatedAt: stamp(context) });
  const told = say(inline`Noted: ${SYMPTOM_WORDS[walk.symptom ?? 'other']}.`);
  if (onwardOf(walk).kind !== 'look' || walk.next === undefined)
    return shown(context, { ...kept, walk }, (saved) => asideDraft(saved, [told]));
  return take(context, { ...kept, walk }, walk.next);
};

const VERBS = { next, branch, skip, back, again, why, pause, done, symptom };

/** Guides through the trouble of one object, a step for each thing said. Nothing is changed in any system. */
export async function guide(context: SkillContext): Promise<Draft> {
  const slots = context.slots.walk ?? { what: 'start' };
  const { what } = slots;
  if (what === 'start') return start(context, slots);
  if (what === 'list') return list(context);
  if (what === 'resume') return resume(context, slots);
  if (what === 'record') return record(context, slots);
  const id = context.focus.walk;
  const kept = id === undefined ? undefined : await context.walks.walk(id);
  if (kept === undefined || kept.walk.personId !== context.asker.personId)
    return talked([NO_WALK], { walk: null });
  return VERBS[what](context, kept, slots);
}
