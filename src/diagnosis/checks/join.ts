import type { ObjectRef } from '../evidence/index.ts';
import type { Finding, Severity } from '../finding.ts';
import { refKey } from '../facts/refs.ts';
import { oneLine } from '../facts/wording.ts';
import type { Draft } from './draft.ts';

const MOST_EVIDENCE = 5;
const WEIGHT: Record<Severity, number> = { critical: 2, warning: 1, info: 0 };

interface Story {
  /** The draft that tells the cause. */
  root: Draft;
  members: Draft[];
}

/** Sister drafts first become one story each; the first draft tells it. */
function gatherGroups(drafts: readonly Draft[]): Map<Draft, Draft[]> {
  const byGroup = new Map<string, Draft[]>();
  const groups = new Map<Draft, Draft[]>();
  for (const draft of drafts) {
    const known = draft.group === undefined ? undefined : byGroup.get(draft.group);
    if (known) {
      known.push(draft);
      continue;
    }
    const group = [draft];
    groups.set(draft, group);
    if (draft.group !== undefined) byGroup.set(draft.group, group);
  }
  return groups;
}

type Roots = ReadonlyMap<string, readonly Draft[]>;

/** Which stories tell of an object: hygiene (info) explains nothing. */
function storiesByObject(groups: ReadonlyMap<Draft, readonly Draft[]>): Roots {
  const roots = new Map<string, Draft[]>();
  for (const [root, members] of groups) {
    for (const { object, severity, explainsNothing } of members) {
      if (severity === 'info' || explainsNothing) continue;
      const known = roots.get(refKey(object));
      if (known) known.push(root);
      else roots.set(refKey(object), [root]);
    }
  }
  return roots;
}

/** The first explanation that there is; of several of its kind (one pod lost, two crashing) the one that tells most of them. */
function explanationOf(members: readonly Draft[], roots: Roots): Draft | undefined {
  const own = members[0];
  const told = members
    .flatMap((member) => member.explainedBy ?? [])
    .flatMap((ref) => {
      const root = roots.get(refKey(ref))?.find((other) => other !== own);
      return root ? [{ kind: ref.kind, root }] : [];
    });
  const alike = told.filter(({ kind }) => kind === told[0]?.kind).map(({ root }) => root);
  const times = new Map<Draft, number>();
  for (const root of alike) times.set(root, (times.get(root) ?? 0) + 1);
  return [...times].reduce<[Draft, number] | undefined>(
    (most, one) => (most && most[1] >= one[1] ? most : one),
    undefined,
  )?.[0];
}

type Explained = ReadonlyMap<Draft, Draft>;

/** Follows explanations to the last one. */
function rootOf(start: Draft, explained: Explained): Draft {
  let current = start;
  for (let next = explained.get(current); next; next = explained.get(current)) current = next;
  return current;
}

/** By object, the draft that keeps it from what it needs. */
function starvedBy(groups: ReadonlyMap<Draft, readonly Draft[]>): ReadonlyMap<string, Draft> {
  const starved = new Map<string, Draft>();
  for (const root of groups.keys()) {
    for (const ref of root.starves ?? []) starved.set(refKey(ref), root);
  }
  return starved;
}

/** Programs that cannot do their work, all of them kept from the same thing they need: that is why. */
function starvation(members: readonly Draft[], starved: ReadonlyMap<string, Draft>): Draft | undefined {
  const causes = new Set(
    members.map(({ object, mayStarve }) => (mayStarve ? starved.get(refKey(object)) : undefined)),
  );
  const [cause] = causes;
  return causes.size === 1 ? cause : undefined;
}

/** What explains each story's first draft; an explanation that would close a circle is left out. */
function explainAll(groups: ReadonlyMap<Draft, readonly Draft[]>): Explained {
  const roots = storiesByObject(groups);
  const starved = starvedBy(groups);
  const explained = new Map<Draft, Draft>();
  for (const [root, members] of groups) {
    const explanation = explanationOf(members, roots) ?? starvation(members, starved);
    if (explanation && rootOf(explanation, explained) !== root) explained.set(root, explanation);
  }
  return explained;
}

function uniqueRefs(refs: readonly ObjectRef[], without: ObjectRef): ObjectRef[] {
  const unique = new Map(refs.map((ref) => [refKey(ref), ref]));
  unique.delete(refKey(without));
  return [...unique.values()];
}

function worst(members: readonly Draft[]): Severity {
  return members.reduce<Severity>(
    (severity, member) => (WEIGHT[member.severity] > WEIGHT[severity] ? member.severity : severity),
    'info',
  );
}

function tell({ root, members }: Story): Finding {
  const others = members.filter((member) => member !== root);
  const { check, object, title, cause, next } = root;
  const consequences = others
    .filter((member) => member.check !== check)
    .flatMap(({ evidence }) => evidence.slice(0, 1));
  const related = members.flatMap((member) => [member.object, ...(member.related ?? [])]);
  return {
    check,
    severity: worst(members),
    object,
    title: oneLine(title, 120),
    cause: oneLine(cause, 900),
    evidence: [...root.evidence.slice(0, 3), ...consequences, ...root.evidence.slice(3)].slice(
      0,
      MOST_EVIDENCE,
    ),
    next: oneLine(next, 600),
    related: uniqueRefs([...(root.related ?? []), ...related], object),
  };
}

/**
 * Joins drafts on one cause into one finding: sister pods by their group, consequences with what explains them
 * (the Deployment with its pod, the Service with its pods, the Ingress with its Service).
 */
export function joinDrafts(drafts: readonly Draft[]): Finding[] {
  const groups = gatherGroups(drafts);
  const explained = explainAll(groups);
  const stories = new Map<Draft, Story>();
  for (const [first, members] of groups) {
    const root = rootOf(first, explained);
    if (root.onlyAsConsequence) continue;
    const story = stories.get(root) ?? { root, members: [] };
    story.members.push(...members);
    stories.set(root, story);
  }
  return [...stories.values()].map(tell);
}
