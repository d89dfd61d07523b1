import type { Finding, Severity } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Block, Item } from '../answer/draft.ts';
import { fact } from '../answer/draft.ts';
import { bold, code, inline, listed, prose, type Markdown } from '../answer/markdown.ts';
import { sameObject, workloadOf } from '../cluster/facts.ts';
import { shellWord } from '../cluster/kubectl.ts';
import { fullName, shortName } from '../cluster/name.ts';
import { as, targetOf } from '../cluster/target.ts';
import type { SkillContext } from './skill.ts';

const WEIGHT: Record<Severity, number> = { critical: 2, warning: 1, info: 0 };

/** The worst severity of findings; undefined when there are none. */
export function worstOf(findings: readonly Finding[]): Severity | undefined {
  return findings.map(({ severity }) => severity).sort((a, b) => WEIGHT[b] - WEIGHT[a])[0];
}

/** Whether a finding is trouble, rather than something to tidy up. */
export const isTrouble = (finding: Finding): boolean => finding.severity !== 'info';

const finished = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text : `${text}.`);

/** The workload of a pod; anything else is itself. */
function workload(context: SkillContext, object: ObjectRef): ObjectRef {
  const target = object.kind === 'Pod' ? targetOf(context, object) : undefined;
  const pod = target === undefined ? undefined : as('Pod', target);
  return target === undefined || pod === undefined ? object : workloadOf(target.index, pod);
}

/** What a person would call the thing in trouble: the workload rather than one of its pods. */
export const subjectOf = (context: SkillContext, { object }: Finding): ObjectRef => workload(context, object);

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob']);
const MOST_VICTIMS = 4;

/** " It also affects ...": the workloads that suffer from a finding on something else, those of the namespaces asked about first. */
function victims(context: SkillContext, finding: Finding, subject: ObjectRef): Markdown {
  const { namespaces } = context.slots;
  const isAsked = ({ namespace }: ObjectRef): number => (namespaces.includes(namespace) ? 0 : 1);
  const others = finding.related
    .filter(({ kind }) => WORKLOADS.has(kind))
    .filter((ref) => !sameObject(ref, subject) && !finding.cause.includes(ref.name))
    .sort((a, b) => isAsked(a) - isAsked(b));
  if (others.length === 0) return inline``;
  const shown = others.slice(0, MOST_VICTIMS).map(shortName);
  const hidden = others.length - shown.length;
  return inline` Affected by it: ${listed(hidden === 0 ? shown : [...shown, inline`${hidden} more`])}.`;
}

/** One finding in one line: what, how bad, why. */
export function findingItem(context: SkillContext, finding: Finding): Item {
  const subject = subjectOf(context, finding);
  const how = finding.severity === 'critical' ? inline`${bold(inline`critical`)}, ` : inline``;
  const sisters = finding.related.filter(
    (ref) => ref.kind === 'Pod' && sameObject(workload(context, ref), subject),
  ).length;
  const more = sisters === 0 ? '' : ` and ${sisters} more`;
  const which = sameObject(subject, finding.object)
    ? inline``
    : inline` (${shortName(finding.object)}${more})`;
  const text = inline`${fullName(subject)}${which}: ${how}${finding.title}. ${finished(finding.cause)}${victims(context, finding, subject)}`;
  return { text, evidence: context.ledger.addAll(finding.evidence) };
}

/** Whether the next step is to read a log: nothing but the log can say why. */
export const readsLogs = ({ next }: Finding): boolean =>
  /^(?:(?:read|see) (?:its log|what it said)|kubectl -n \S+ logs )/i.test(next);

/** A next step as Markdown: its commands, which stand at its end, as code and for the right cluster. */
function stepInWords({ clusters }: SkillContext, { next, object }: Finding): Markdown {
  const [words = '', ...commands] = next.split(/(?=\bkubectl )/);
  const isDefault = clusters.some(({ name, isDefault: is }) => is && name === object.cluster);
  const place = isDefault ? '' : `--context ${shellWord(object.cluster)} `;
  const [text, all] = words.startsWith('kubectl ') ? ['', [words, ...commands]] : [words, commands];
  if (all.length === 0) return inline`${finished(text)}`;
  const shown = all.map((one) =>
    code(
      one
        .trim()
        .replace(/\.$/, '')
        .replace(/^kubectl /, () => `kubectl ${place}`),
    ),
  );
  return inline`${text}${listed(shown)}`;
}

/** The next step of a finding. */
export const nextStep = (context: SkillContext, finding: Finding): Block => ({
  type: 'say',
  text: inline`${bold(inline`Next:`)} ${stepInWords(context, finding)}`,
});

/** "Also affected: service `cart` in `web`": what shares the finding's cause. */
export function affected(context: SkillContext, finding: Finding, except: readonly ObjectRef[]): Block[] {
  const others = finding.related.filter((ref) => !except.some((other) => sameObject(ref, other)));
  if (others.length === 0) return [];
  const shown = others.slice(0, 6).map(fullName);
  const more: Markdown[] = others.length > 6 ? [inline`${others.length - 6} more`] : [];
  const evidence = context.ledger.addAll(finding.evidence.slice(0, 1));
  return [fact(inline`Same story: ${listed([...shown, ...more])}.`, evidence)];
}

/** The cause as a sentence of its own. */
export const causeOf = (finding: Finding): Markdown => prose(finished(finding.cause));
