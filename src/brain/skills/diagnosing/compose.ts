import type { Finding } from '#diagnosis';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { sameObject } from '../../cluster/facts.ts';
import { emptyServices } from '../../cluster/idle.ts';
import { kubectlLogs, kubectlOn } from '../../cluster/kubectl.ts';
import { fullName } from '../../cluster/name.ts';
import { citeEvent, citeObject, eventInWords } from '../../cluster/observe.ts';
import type { Standing } from '../../cluster/standing.ts';
import type { Target } from '../../cluster/target.ts';
import type { GatheredLogs } from '../../logs/gather.ts';
import { lineItem } from '../../logs/items.ts';
import type { TellingLine } from '../../logs/tell-lines.ts';
import { affected, causeOf, findingItem, nextStep, readsLogs } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import { MAY_WAIT } from './shared-cause.ts';
import { isOutside, troubleOf } from './whose.ts';

/** Everything that was found out about one object. */
export interface Examination {
  target: Target;
  standing: Standing;
  /** Trouble only, the root story first. */
  trouble: Finding[];
  hints: Finding[];
  logs: GatheredLogs;
  lines: TellingLine[];
  /** Errors of before, when there are none now. */
  earlier: TellingLine[];
  /** Where the log's errors led. */
  followed: Block[];
  /** The next step there; none when they led nowhere. */
  elsewhere: Block[];
  rollout: Block[];
  /** Its requests fail or are slow, whatever its pods look like: then it is not told to be healthy. */
  requestsHurt?: boolean;
}

const MOST_OTHERS = 3;
const MOST_EVENTS = 3;

function cite(context: SkillContext, { target, standing }: Examination): string {
  return citeObject(context, target.ref, standing.says);
}

const podOf = ({ target }: Examination) => ({ ...target.ref, kind: 'Pod', name: '' });

function quoted(context: SkillContext, examination: Examination, lines: TellingLine[]): Block[] {
  if (lines.length === 0) return [];
  return [{ type: 'list', items: lines.map((line) => lineItem(context, podOf(examination), line)) }];
}

function said(context: SkillContext, examination: Examination, intro: string): Block[] {
  const { lines } = examination;
  return lines.length === 0 ? [] : [say(inline`${intro}`), ...quoted(context, examination, lines)];
}

/** What a crashed run said before it ended: the nearest thing to a cause. */
function lastWords(context: SkillContext, examination: Examination): Block[] {
  const [first, ...others] = examination.lines;
  if (first === undefined) return [];
  const { text, evidence } = lineItem(context, podOf(examination), first);
  const more =
    others.length === 0 ? [] : [say(inline`It also said:`), ...quoted(context, examination, others)];
  return [fact(inline`${bold(inline`Before it ended it said:`)} ${text}.`, evidence), ...more];
}

const readLines = ({ logs }: Examination): number =>
  logs.ended.length + logs.recent.length + logs.earlier.length;

/** What the log could not tell, so that its silence is not taken for good news. */
function silence(examination: Examination): Block[] {
  const { logs } = examination;
  if (readLines(examination) > 0) return [];
  if (logs.failures.length > 0) return [say(inline`I could not read its log: ${logs.failures.join('; ')}.`)];
  const [first] = logs.silent;
  if (first === undefined) return [];
  return [
    say(inline`There are no logs: container ${first.container} of ${first.pod} has none (${first.reason}).`),
  ];
}

function warnings(context: SkillContext, { target }: Examination): Block[] {
  const cited = new Set(context.ledger.all().map(({ says }) => says));
  const fresh = target.index
    .events(target.kind, target.object)
    .filter((event) => event.type === 'Warning' && !cited.has(eventInWords(event)))
    .slice(0, MOST_EVENTS);
  const items = fresh.map((event) => ({
    text: inline`${eventInWords(event)}`,
    evidence: [citeEvent(context, target.ref.cluster, event)],
  }));
  return items.length === 0 ? [] : [say(inline`Its latest warnings:`), { type: 'list', items }];
}

function others(context: SkillContext, trouble: Finding[]): Block[] {
  const rest = trouble.slice(1, 1 + MOST_OTHERS);
  if (rest.length === 0) return [];
  return [
    say(inline`Also wrong:`),
    { type: 'list', items: rest.map((finding) => findingItem(context, finding)) },
  ];
}

/** The next step when the log has been read already. */
function mendWhatItSays(
  { clusters }: SkillContext,
  examination: Examination,
  { pod, container }: TellingLine,
): Block {
  const { logs, target } = examination;
  const flags = [
    '-c',
    container,
    ...(logs.ended.length > 0 && target.kind !== 'Job' && target.kind !== 'CronJob' ? ['--previous'] : []),
  ];
  const full = kubectlLogs(clusters, { ...podOf(examination), name: pod }, flags);
  return say(inline`${bold(inline`Next:`)} mend what the log names. All of it: ${code(full)}`);
}

function standsAt(context: SkillContext, examination: Examination): Block[] {
  const { well, says } = examination.standing;
  return well === undefined ? [] : [fact(inline`It stands at: ${says}.`, [cite(context, examination)])];
}

/** The answer about an object that checks found wrong: verdict, cause, the log's own words, what changed, next step. */
export function unwell(context: SkillContext, examination: Examination, root: Finding): Block[] {
  const { target, trouble, followed, elsewhere, rollout, lines, logs } = examination;
  const evidence = context.ledger.addAll(root.evidence);
  const cause = fact(causeOf(root), evidence);
  const [first] = lines;
  const isOwn = !isOutside(context, target, root);
  const waits = isOwn && MAY_WAIT.test(root.check) && elsewhere.length > 0;
  const isRead = isOwn && first !== undefined && readsLogs(root);
  const isCrash = isRead && logs.ended.length > 0;
  const headline = bold(inline`${fullName(target.ref)} ${troubleOf(context, target, root)}.`);
  const explained = isCrash
    ? [...lastWords(context, examination), cause]
    : [cause, ...said(context, examination, 'What its log says:')];
  return [
    fact(headline, evidence),
    ...explained,
    ...followed,
    ...silence(examination),
    ...standsAt(context, examination),
    ...rollout,
    ...others(context, trouble),
    ...warnings(context, examination),
    ...affected(context, root, [target.ref]),
    ...(waits ? elsewhere : [isRead ? mendWhatItSays(context, examination, first) : nextStep(context, root)]),
  ];
}

/** The answer when the object is plainly not well, yet no check knows why. */
export function unexplained(context: SkillContext, examination: Examination): Block[] {
  const { target, standing, followed, rollout, lines } = examination;
  const opening =
    lines.length === 0
      ? inline`I do not know why yet; here is what I see.`
      : inline`No check of mine knows why; its log may.`;
  return [
    fact(bold(inline`${fullName(target.ref)} is not well: ${standing.says}.`), [cite(context, examination)]),
    say(opening),
    ...said(context, examination, 'What its log says:'),
    ...followed,
    ...silence(examination),
    ...rollout,
    ...warnings(context, examination),
  ];
}

/** A workload that is scaled to nothing: what that means for the service in front of it, and how it comes back. */
function idle(context: SkillContext, examination: Examination): Block[] {
  const { target } = examination;
  const { ref, index } = target;
  const evidence = [cite(context, examination)];
  const left = emptyServices(index).filter((one) => one.idle.some((workload) => sameObject(workload, ref)));
  const empty = left.map(({ service }) =>
    fact(inline`So nothing answers behind ${fullName(service)}.`, [
      citeObject(context, service, 'no endpoints'),
    ]),
  );
  const back = kubectlOn(context.clusters, ref, ['scale', '--replicas=N']);
  return [
    fact(bold(inline`${fullName(ref)} does not run: ${examination.standing.says}.`), evidence),
    ...empty,
    say(inline`${bold(inline`Next:`)} if it should run, ${code(back)}`),
  ];
}

function nothingWrong(context: SkillContext, examination: Examination): Block[] {
  const { target, standing, earlier, requestsHurt } = examination;
  const name = fullName(target.ref);
  const lines = readLines(examination);
  const clean = lines > 0 && earlier.length === 0 ? ` Its last ${lines} log lines show no errors.` : '';
  const verdict =
    standing.well === undefined
      ? inline`I find nothing wrong with ${name}: ${standing.says}.`
      : requestsHurt === true
        ? inline`Kubernetes itself shows nothing against ${name}: ${standing.says}.`
        : inline`${name} looks healthy: ${standing.says}.`;
  const before =
    earlier.length === 0
      ? []
      : [say(inline`Earlier its log had errors:`), ...quoted(context, examination, earlier)];
  return [
    fact(bold(verdict), [cite(context, examination)]),
    say(
      requestsHurt === true
        ? inline`No check of its objects found anything.${clean}`
        : inline`No check found anything wrong with it.${clean}`,
    ),
    ...before,
  ];
}

function complaining(context: SkillContext, examination: Examination): Block[] {
  const { target, standing } = examination;
  return [
    fact(bold(inline`${fullName(target.ref)} runs (${standing.says}), but its log complains.`), [
      cite(context, examination),
    ]),
    ...said(context, examination, 'What stands out:'),
  ];
}

/** The answer about an object that nothing is wrong with as far as Kubernetes goes; its log may still complain. */
export function well(context: SkillContext, examination: Examination): Block[] {
  const { hints, followed, lines, rollout } = examination;
  const tidy = hints.slice(0, 2).map((finding) => findingItem(context, finding));
  if (examination.standing.isIdle === true) return [...idle(context, examination), ...rollout];
  return [
    ...(lines.length === 0 ? nothingWrong(context, examination) : complaining(context, examination)),
    ...followed,
    ...silence(examination),
    ...rollout,
    ...(tidy.length === 0 ? [] : [say(inline`Worth tidying:`), { type: 'list' as const, items: tidy }]),
  ];
}
