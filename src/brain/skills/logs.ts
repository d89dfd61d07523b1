import { plural } from '#ground/text';
import type { LogLine } from '#connectors/kubernetes';
import type { ObjectRef, Pod } from '#diagnosis/evidence';
import { codeBlock, fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../answer/markdown.ts';
import { kubectlLogs } from '../cluster/kubectl.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { podsFor, targetOf } from '../cluster/target.ts';
import { lineItem } from '../logs/items.ts';
import { tellingLines } from '../logs/tell-lines.ts';
import { nearOnly } from '../understand/time.ts';
import { EVENTS, suggest, WHY } from './ask.ts';
import { choosePods, likelyLogs } from './logging/choose.ts';
import { fromLoki, type Unanswered } from './logging/kept/from-loki.ts';
import { blamed, readAll, type PodLogs } from './logging/read.ts';
import { whyNone } from './logging/kept/wording.ts';
import { whySilent } from './logging/silence.ts';
import { showLines } from './logging/show.ts';
import { outOfReach } from './out-of-reach.ts';
import { notSeen } from './sight.ts';
import type { Skill, SkillContext } from './skill.ts';

const MOST_ERRORS = 3;
const HOUR = 3_600_000;

function wanted({ slots }: SkillContext): Markdown {
  const { logs, time } = slots;
  const parts = [
    ...(logs?.previous === true ? [inline`of the previous run`] : []),
    ...(logs?.contains === undefined ? [] : [inline`with ${code(logs.contains)}`]),
    ...(logs?.errorsOnly === true ? [inline`that look like errors`] : []),
  ];
  const when = time === undefined ? inline`` : inline` (${time.said})`;
  return parts.length === 0 ? when : inline` ${listed(parts)}${when}`;
}

function source(read: PodLogs[]): Markdown {
  const containers = [...new Set(read.flatMap(({ lines }) => lines.map(({ container }) => container)))];
  const pods = read.filter(({ lines }) => lines.length > 0).map(({ pod }) => code(pod.metadata.name));
  const shown = pods.length > 4 ? [...pods.slice(0, 3), inline`${pods.length - 3} more`] : pods;
  return inline`${containers.length === 1 ? 'container' : 'containers'} ${listed(containers.map(code))} of ${listed(shown)}`;
}

function cite(context: SkillContext, { pod, lines }: PodLogs, cluster: string): string {
  const ref = { cluster, kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name };
  const { logs } = context.slots;
  const flags = [
    ...(logs?.container === undefined ? ['--all-containers'] : ['-c', logs.container]),
    ...(logs?.previous === true ? ['--previous'] : []),
  ];
  const last = lines.at(-1);
  return context.ledger.add({
    at: last?.at ?? new Date(context.now).toISOString(),
    source: { system: 'kubernetes', cluster, object: ref, query: kubectlLogs(context.clusters, ref, flags) },
    says: last === undefined ? 'no lines' : `${plural(lines.length, 'line')}, the last: ${last.text}`,
  });
}

function standingOut(context: SkillContext, ref: ObjectRef, lines: LogLine[]): Block[] {
  const told = tellingLines(lines, MOST_ERRORS).filter(({ weight }) => weight >= 3);
  if (told.length === 0) return [];
  const pod = { ...ref, kind: 'Pod', name: '' };
  return [
    say(inline`What stands out:`),
    { type: 'list', items: told.map((line) => lineItem(context, pod, line)) },
  ];
}

/** Which container fails, where that is why the others have nothing to say. */
function failing(context: SkillContext, { cluster }: ObjectRef, read: PodLogs[]): Block[] {
  const found = read.flatMap(({ pod }) => blamed(context, pod) ?? [])[0];
  if (found === undefined) return [];
  const { pod, status } = found;
  const isInit = pod.spec.initContainers.some(({ name }) => name === status.name);
  const what = isInit ? inline`Its init container` : inline`Its container`;
  const then = isInit ? inline`, so the others never start` : inline``;
  const ended = status.state.terminated ?? status.lastState.terminated;
  const how = ended === undefined ? 'fails' : `fails with exit code ${ended.exitCode}`;
  const ref = { cluster, kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name };
  const says = `${status.name} ${how}, ${plural(status.restartCount, 'restart')}`;
  return [fact(inline`${what} ${code(status.name)} ${how}${then}.`, [citeObject(context, ref, says)])];
}

function some(context: SkillContext, ref: ObjectRef, read: PodLogs[]): Block[] {
  const lines = read.flatMap((one) => one.lines);
  const { text, shown } = showLines(context, lines);
  const evidence = read.filter((one) => one.lines.length > 0).map((one) => cite(context, one, ref.cluster));
  const tail = context.slots.logs?.tail;
  const count =
    shown === tail
      ? `The last ${plural(shown, 'log line')}`
      : shown < lines.length
        ? `The last ${shown} of ${lines.length} log lines`
        : plural(shown, 'log line');
  const full = kubectlLogs(context.clusters, ref, ['--all-containers', '--tail=-1']);
  return [
    fact(inline`${bold(inline`${count}${wanted(context)}`)}, ${source(read)}:`, evidence),
    ...failing(context, ref, read),
    ...standingOut(context, ref, lines),
    codeBlock('text', text),
    ...(shown < lines.length ? [say(inline`All of them: ${code(full)}`)] : []),
  ];
}

const failures = (read: PodLogs[]): Block[] =>
  [...new Set(read.flatMap(({ failure }) => failure ?? []))].map((failure) =>
    say(inline`Some logs could not be read: ${failure}.`),
  );

function none(context: SkillContext, ref: ObjectRef, read: PodLogs[]): Block[] {
  const evidence = read
    .filter(({ failure }) => failure === undefined)
    .map((one) => cite(context, one, ref.cluster));
  const asked = wanted(context);
  const opening = asked.markdown === '' ? inline`No logs: there` : inline`There`;
  const head = bold(inline`${opening} are no log lines${asked} for ${fullName(ref)}.`);
  return [evidence.length === 0 ? say(head) : fact(head, evidence), ...whySilent(context, ref, read)];
}

/** None of the pods has the container that was asked for. */
function noContainer(context: SkillContext, ref: ObjectRef, pods: readonly Pod[]): Block {
  const all = pods.flatMap(({ spec }) =>
    [...spec.initContainers, ...spec.containers].map(({ name }) => name),
  );
  const names = [...new Set(all)];
  const says = `its containers: ${names.join(', ')}`;
  const head = bold(inline`${fullName(ref)} has no container ${code(context.slots.logs?.container ?? '')}.`);
  return fact(inline`${head} It has ${listed(names.map(code))}.`, [citeObject(context, ref, says)]);
}

async function logsOf(context: SkillContext, ref: ObjectRef, pods: readonly Pod[]): Promise<Block[]> {
  const { chosen, left } = choosePods(context, pods);
  if (chosen.length === 0) return [noContainer(context, ref, pods)];
  const read = await readAll(context, ref.cluster, chosen);
  const found = read.some(({ lines }) => lines.length > 0);
  const follow = context.slots.logs?.follow === true;
  return [
    ...(found ? some(context, ref, read) : none(context, ref, read)),
    ...(found ? failures(read) : []),
    ...(left === 0 ? [] : [say(inline`${plural(left, 'more pod')} not read: name one to see its logs.`)]),
    ...(follow
      ? [say(inline`To follow them live: ${code(kubectlLogs(context.clusters, ref, ['-f']))}`)]
      : []),
  ];
}

async function about(context: SkillContext, ref: ObjectRef): Promise<Block[]> {
  if (context.snapshot(ref.cluster) === undefined) return [outOfReach(context, ref.cluster)];
  const target = targetOf(context, ref);
  if (target === undefined) return [notSeen(context, ref)];
  context.looked(ref.cluster, ['Pod'], ref.namespace === '' ? [] : [ref.namespace]);
  const pods = podsFor(target);
  if (pods.length > 0) return logsOf(context, ref, pods);
  return [say(bold(inline`No logs: ${fullName(ref)} has no pods.`)), ...whySilent(context, ref, [])];
}

function whose(context: SkillContext): Draft {
  const question = 'Whose logs would you like to see?';
  const choices = likelyLogs(context);
  return {
    outcome: 'asked',
    blocks: [say(inline`${question}`)],
    suggestions: choices,
    question: { text: question, choices },
  };
}

/** The logs that the clusters themselves keep, of the pods that are there. */
async function fromPods(context: SkillContext): Promise<Draft> {
  const { objects, namespaces, clusters } = context.slots;
  const refs =
    objects.length > 0
      ? objects.slice(0, 3)
      : namespaces
          .slice(0, 1)
          .map((name) => ({ cluster: clusters[0] ?? '', kind: 'Namespace', namespace: '', name }));
  const [first] = refs;
  if (first === undefined) return whose(context);
  const blocks = (await Promise.all(refs.map((ref) => about(context, ref)))).flat();
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks,
    focus: objects.length > 0 ? refs : undefined,
    suggestions: [WHY, EVENTS].map((wording) => suggest(context.clusters, first, wording)),
  };
}

/** Runs are over soon: what their pods keep is all that they said. */
const isOfRuns = (objects: readonly ObjectRef[]): boolean =>
  objects.length > 0 && objects.every(({ kind }) => kind === 'Job' || kind === 'CronJob');

/** Loki has what no pod keeps: another time, whole namespaces, pods that are gone. */
function needsLoki({ slots }: SkillContext): boolean {
  const { objects, namespaces, logs, time } = slots;
  if (isOfRuns(objects) && logs?.kept?.what === 'lines' && time === undefined) return false;
  if (logs?.kept !== undefined) return true;
  if (logs?.previous === true || logs?.follow === true) return false;
  return objects.length === 0 ? namespaces.length > 0 : objects.some(({ kind }) => kind === 'Namespace');
}

/** What the pods say themselves, where Loki cannot; nothing where no pod was named. */
async function insteadOfLoki(context: SkillContext, { why, isUnknown }: Unanswered): Promise<Draft> {
  const { objects, namespaces, time } = context.slots;
  const isOver = isUnknown && time !== undefined && time.isOpen !== true && time.to < context.now - HOUR;
  const head = isUnknown ? inline`Loki cannot tell.` : inline`Loki did not answer.`;
  const reason = say(inline`${bold(head)} ${whyNone(context, why)}`);
  if (objects.length + namespaces.length === 0 || isOver)
    return {
      outcome: 'unknown',
      blocks: [reason],
      suggestions: [],
      gap: { outcome: isUnknown ? 'no-such-name' : 'failed', detail: why.slice(0, 200) },
    };
  const draft = await fromPods(context);
  const instead = say(inline`These are the lines that the pods themselves still keep:`);
  return { ...draft, blocks: [reason, instead, ...draft.blocks] };
}

async function answer(given: SkillContext): Promise<Draft> {
  const time = nearOnly(given.slots.time);
  const context = time === undefined ? given : { ...given, slots: { ...given.slots, time } };
  const { loki } = context.systems;
  if (loki === undefined || !needsLoki(context)) return fromPods(context);
  const answered = await fromLoki(context, loki);
  return 'blocks' in answered ? answered : insteadOfLoki(context, answered);
}

export const logsSkill: Skill = {
  id: 'logs',
  answers:
    'The logs of pods and workloads: recent, of the previous run, since a time, with a word, errors only.',
  examples: [
    'Show me the logs of checkout',
    'Errors in the logs of payments since 14:00',
    'Previous logs of cart-0',
  ],
  answer,
};
