import type { Finding } from '#diagnosis';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { kubectlLogs } from '../../cluster/kubectl.ts';
import { fullName } from '../../cluster/name.ts';
import { citeEvent, citeObject, eventInWords } from '../../cluster/observe.ts';
import type { Standing } from '../../cluster/standing.ts';
import type { Target } from '../../cluster/target.ts';
import type { GatheredLogs } from '../../logs/gather.ts';
import { lineItem } from '../../logs/items.ts';
import type { TellingLine } from '../../logs/tell-lines.ts';
import { affected, causeOf, findingItem, nextStep } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

/** Everything that was found out about one object. */
export interface Examination {
  target: Target;
  standing: Standing;
  /** Trouble only, the root story first. */
  trouble: Finding[];
  hints: Finding[];
  logs: GatheredLogs;
  lines: TellingLine[];
  /** Where the log's errors led. */
  followed: Block[];
  rollout: Block[];
}

const MOST_OTHERS = 3;
const MOST_EVENTS = 3;

function cite(context: SkillContext, { target, standing }: Examination): string {
  return citeObject(context, target.ref, standing.says);
}

function said(context: SkillContext, examination: Examination, intro: string): Block[] {
  const { lines, target } = examination;
  if (lines.length === 0) return [];
  const pod = { ...target.ref, kind: 'Pod', name: '' };
  return [
    say(inline`${{ markdown: intro }}`),
    { type: 'list', items: lines.map((line) => lineItem(context, pod, line)) },
  ];
}

/** What the log could not tell, so that its silence is not taken for good news. */
function silence({ logs, lines }: Examination): Block[] {
  if (lines.length > 0) return [];
  if (logs.failures.length > 0) return [say(inline`I could not read its log: ${logs.failures.join('; ')}.`)];
  const [first] = logs.silent;
  if (first === undefined || logs.lines.length > 0) return [];
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

const readsLogs = ({ next }: Finding): boolean => /\blogs\b/.test(next);

/** The next step when the log has been read already. */
function mendWhatItSays({ clusters }: SkillContext, { ref, kind }: Target): Block {
  const full = kubectlLogs(clusters, ref, kind === 'Service' ? [] : ['--previous']);
  return say(inline`${bold(inline`Next:`)} mend what the log names. All of the log: ${code(full)}`);
}

/** The answer about an object that checks found wrong: verdict, cause, the log's own words, what changed, next step. */
export function unwell(context: SkillContext, examination: Examination, root: Finding): Block[] {
  const { target, trouble, followed, rollout, standing, lines } = examination;
  const evidence = context.ledger.addAll(root.evidence);
  const same = root.object.name === target.ref.name && root.object.kind === target.ref.kind;
  const whose = same ? inline`` : inline`${fullName(root.object)} `;
  return [
    fact(bold(inline`${fullName(target.ref)} is not healthy: ${whose}${root.title}.`), evidence),
    fact(causeOf(root), evidence),
    ...said(context, examination, 'What its log says:'),
    ...followed,
    ...silence(examination),
    fact(inline`It stands at: ${standing.says}.`, [cite(context, examination)]),
    ...rollout,
    ...others(context, trouble),
    ...warnings(context, examination),
    ...affected(context, root, [target.ref]),
    lines.length > 0 && readsLogs(root) ? mendWhatItSays(context, target) : nextStep(context, root),
  ];
}

/** The answer when the object is plainly not well, yet no check knows why. */
export function unexplained(context: SkillContext, examination: Examination): Block[] {
  const { target, standing, followed, rollout } = examination;
  const lines = said(context, examination, 'What its log says:');
  const opening =
    lines.length === 0
      ? inline`I do not know why yet; here is what I see.`
      : inline`No check of mine knows why; its log may.`;
  return [
    fact(bold(inline`${fullName(target.ref)} is not well: ${standing.says}.`), [cite(context, examination)]),
    say(opening),
    ...lines,
    ...followed,
    ...silence(examination),
    ...rollout,
    ...warnings(context, examination),
  ];
}

function nothingWrong(context: SkillContext, examination: Examination): Block[] {
  const { target, standing, logs } = examination;
  const read = logs.lines.length > 0 ? ` Its last ${logs.lines.length} log lines show no errors.` : '';
  return [
    fact(bold(inline`${fullName(target.ref)} looks healthy: ${standing.says}.`), [
      cite(context, examination),
    ]),
    say(inline`No check found anything wrong with it.${{ markdown: read }}`),
  ];
}

/** The answer about an object that nothing is wrong with as far as Kubernetes goes; its log may still complain. */
export function well(context: SkillContext, examination: Examination): Block[] {
  const { target, standing, hints, followed, lines, rollout } = examination;
  const tidy = hints.slice(0, 2).map((finding) => findingItem(context, finding));
  const head =
    lines.length === 0
      ? nothingWrong(context, examination)
      : [
          fact(bold(inline`${fullName(target.ref)} runs (${standing.says}), but its log complains.`), [
            cite(context, examination),
          ]),
          ...said(context, examination, 'What stands out:'),
        ];
  return [
    ...head,
    ...followed,
    ...silence(examination),
    ...rollout,
    ...(tidy.length === 0 ? [] : [say(inline`Worth tidying:`), { type: 'list' as const, items: tidy }]),
  ];
}
