import { checkObject, type Finding } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Item } from '../answer/draft.ts';
import { inline } from '../answer/markdown.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { relationsOf } from '../cluster/relations.ts';
import { podsFor, targetOf, type Target } from '../cluster/target.ts';
import { standingOf } from '../cluster/standing.ts';
import { lineItem } from '../logs/items.ts';
import { changesSkill } from '../skills/changes.ts';
import { linksReply } from '../skills/connecting/links.ts';
import { lastRollout } from '../skills/diagnosing/changed.ts';
import type { Examination } from '../skills/diagnosing/compose.ts';
import { examine } from '../skills/diagnosing/examine.ts';
import { UNREACHED } from '../skills/diagnosing/follow-errors.ts';
import { findingItem } from '../skills/findings.ts';
import type { SkillContext } from '../skills/skill.ts';
import { brief, type Found } from './found.ts';
import type { Signal } from './walk.ts';

const SIGNAL_OF: readonly (readonly [RegExp, Signal])[] = [
  [/^pod-image|image/, 'image'],
  [/oom|evicted/, 'memory'],
  [/crash|container-start|init-|restarting|killed-by-probe|^pod-failed|^job-fail/, 'crash'],
  [/unschedulable|not-scheduled|scheduling-gated|create-refused|^pvc-|quota/, 'unplaced'],
  [/missing-reference|stuck-creating|account/, 'config'],
  [/^service-|^ingress-|^route-|^gateway-/, 'unserved'],
  [/^network-policy/, 'blocked'],
  [/^node-|with-node/, 'node'],
];

const signalOf = ({ check }: Finding): Signal =>
  SIGNAL_OF.find(([pattern]) => pattern.test(check))?.[1] ?? 'unready';

const IN_WORDS: Partial<Record<Signal, string>> = {
  image: 'the image',
  memory: 'too little memory',
  crash: 'the program itself, or what it is given',
  unplaced: 'where it may run',
  config: 'a setting or object that it needs',
  unserved: 'the way to it',
  blocked: 'the network in between',
  node: 'the machine under it',
  unready: 'what it waits for',
};

/** What the trouble says about which kind of trouble it is. */
function troubleFound(examination: Examination): Pick<Found, 'signals' | 'rulesIn' | 'rulesOut'> {
  const { trouble, standing, lines } = examination;
  const signals = [...new Set(trouble.map(signalOf))];
  const [first] = signals;
  if (first !== undefined) return { signals, rulesIn: IN_WORDS[first] };
  if (standing.isIdle === true) return { signals: ['idle'], rulesIn: 'that it does not run at all' };
  if (standing.well === false) return { signals: ['unready'], rulesIn: IN_WORDS.unready };
  const rulesOut = 'a crash, a start that fails, missing replicas';
  return { signals: lines.length > 0 ? ['log-errors', 'well'] : ['well'], rulesOut };
}

function standingItem(context: SkillContext, { target, standing }: Examination): Item {
  return {
    text: inline`${fullName(target.ref)}: ${standing.says}.`,
    evidence: [citeObject(context, target.ref, standing.says)],
  };
}

/** How an object stands, and what checks find wrong with it. */
export async function lookAtStatus(context: SkillContext, target: Target): Promise<Found> {
  const examination = await examine(context, target);
  const wrong = examination.trouble.slice(0, 2).map((finding) => findingItem(context, finding));
  return { ...troubleFound(examination), items: [standingItem(context, examination), ...wrong] };
}

const SETTINGS =
  /\b(?:missing|required|not set|undefined|unset|config\w*|env\w*|settings?|no such file|invalid|parse)\b/i;

/** What the log says of trouble: of a container that ended, its last words. */
export async function lookAtLogs(context: SkillContext, target: Target): Promise<Found> {
  const { lines, earlier, logs } = await examine(context, target);
  const pod = { ...target.ref, kind: 'Pod', name: '' };
  const text = lines.map((line) => line.text).join('\n');
  const items = (lines.length > 0 ? lines : earlier).slice(0, 3).map((line) => lineItem(context, pod, line));
  if (lines.length > 0)
    return {
      items,
      signals: [
        ...(UNREACHED.test(text) ? ['unreached' as const] : []),
        ...(SETTINGS.test(text) ? ['config' as const] : []),
      ],
      rulesIn: UNREACHED.test(text) ? 'somebody that it needs' : 'what its log names',
    };
  const read = logs.recent.length + logs.earlier.length + logs.ended.length;
  if (read === 0) {
    const why = logs.failures[0] ?? logs.silent[0]?.reason ?? 'no container has written any';
    return { items: [{ text: inline`There is no log to read: ${why}.`, evidence: [] }], signals: [] };
  }
  const says = `${read} log lines read, none of the last minutes shows an error`;
  const clean = { text: inline`${says}.`, evidence: [citeObject(context, target.ref, says)] };
  return {
    items: [clean, ...items.slice(0, 2)],
    signals: [],
    rulesOut: 'an error that it writes about itself',
  };
}

/** What was done to it: its last rollout, and everything of the last day. */
export async function lookAtChanges(context: SkillContext, target: Target): Promise<Found> {
  const rollout = brief(lastRollout(context, target));
  const { blocks } = await changesSkill.answer(context);
  const isTold = new Set(rollout.flatMap(({ evidence }) => evidence));
  const others = brief(blocks, 4).filter(({ evidence }) => !evidence.some((id) => isTold.has(id)));
  const items = [...rollout, ...others].slice(0, 3);
  return rollout.length > 0
    ? { items, signals: ['changed'], rulesIn: 'the last release, if the times agree' }
    : { items, signals: [], rulesOut: 'a release of the last week' };
}

const MOST_USED = 6;
const REFERENCES = /missing-reference|stuck-creating|account/;

/** Whether an object that is named can be seen to be missing. */
const isAbsent = ({ index }: Target, { kind, namespace, name }: ObjectRef): boolean =>
  (kind === 'ConfigMap' || kind === 'Secret') &&
  index.sees(kind, namespace) &&
  index.get(kind, namespace, name) === undefined;

function usesOf(context: SkillContext, target: Target): { item: Item; absent: ObjectRef[] } {
  const used = relationsOf(target).find(({ name }) => name === 'Uses')?.objects ?? [];
  const absent = used.filter((ref) => isAbsent(target, ref));
  const names = used
    .slice(0, MOST_USED)
    .map((ref) => `${ref.kind} ${ref.name}${absent.includes(ref) ? ' (not there)' : ''}`);
  const says =
    names.length === 0 ? 'its pods use no config map, secret or claim' : `its pods use ${names.join(', ')}`;
  return { item: { text: inline`${says}.`, evidence: [citeObject(context, target.ref, says)] }, absent };
}

/** What it is given: objects that it uses, and whom its settings name. */
export async function lookAtConfig(context: SkillContext, target: Target): Promise<Found> {
  const missing = checkObject(target.index.snapshot, target.ref).filter(({ check }) =>
    REFERENCES.test(check),
  );
  const wrong = missing.slice(0, 2).map((finding) => findingItem(context, finding));
  const { item, absent } = usesOf(context, target);
  const named = await linksReply({ ...context, message: `what does ${target.ref.name} depend on?` });
  const items = [...wrong, item, ...brief(named?.blocks ?? [], 2)].slice(0, 4);
  if (missing.length > 0)
    return { items, signals: ['config'], rulesIn: 'an object that it needs and that is not there' };
  if (absent.length > 0)
    return { items, signals: [], rulesIn: `${absent[0]?.name ?? ''}, which it names and which is not there` };
  return { items, signals: [], rulesOut: 'an object that it names and that does not exist' };
}

/** The machines that its pods run on. */
export function lookAtNodes(context: SkillContext, target: Target): Found {
  const names = [...new Set(podsFor(target).flatMap(({ spec }) => spec.nodeName ?? []))].slice(0, 3);
  const { cluster } = target.ref;
  const nodes = names.flatMap(
    (name) => targetOf(context, { cluster, kind: 'Node', namespace: '', name }) ?? [],
  );
  const items = nodes.map((node) => {
    const { says } = standingOf(node, context.now);
    return { text: inline`${fullName(node.ref)}: ${says}.`, evidence: [citeObject(context, node.ref, says)] };
  });
  if (items.length === 0)
    return {
      items: [{ text: inline`None of its pods runs on a node that I can see.`, evidence: [] }],
      signals: [],
    };
  const isBad = nodes.some((node) => standingOf(node, context.now).well === false);
  return isBad
    ? { items, signals: ['node'], rulesIn: 'the machine' }
    : { items, signals: [], rulesOut: 'a node that is lost or under pressure' };
}
