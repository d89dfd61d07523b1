import type { CauseVerdict, Symptom } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { say, type Block } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import { workloadOf } from '../../cluster/facts.ts';
import { as, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import { servicesNamed } from '../../logs/mentions.ts';
import { explainIncident, readSymptom } from '../../incident/explain-incident.ts';
import { withWitnesses } from '../../incident/witnesses.ts';
import { hurried } from '../../systems.ts';
import type { SkillContext } from '../skill.ts';
import { causesInWords, notAsked } from './verdict.ts';

/** An answer comes within five seconds, whoever keeps silent. */
const EXPLAIN_MS = 3_900;
const WITNESS_MS = 1_500;
const ALL_MS = 4_300;

const inTime = (context: SkillContext, until: AbortSignal): SkillContext => ({
  ...context,
  systems: hurried(context.systems, until),
});

/** Nothing was measured, which is no good news: a system that could not be asked is told. */
const unmeasured = (missing: readonly string[]): Correlation => ({
  isExplained: false,
  isPartial: true,
  blocks: [
    say(
      inline`I could not look at its requests, so I cannot tell whether they fail or are slow: ${missing.join('; ')}.`,
    ),
  ],
});

const TOO_LATE = 'Prometheus did not answer in time';

const SERVING: ReadonlySet<string> = new Set(['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod']);
const SLOWNESS =
  /\b(?:slow\w*|latenc\w*|lag\w*|sluggish|response times?|p9\d|percentile|hang\w*|time ?outs?|perform\w*|takes? (?:ages|forever|an age|a long time|(?:way |far |much )?(?:too|so|very) long))\b/i;
const FAILURES =
  /\b(?:errors?|error rate|5xx|50[0234]s?|fail\w*|availab\w*|bad gateway|refus\w*|broken|unavailable)\b/i;

/** How it hurts, where the message says so. */
export function roleAsked(message: string): Symptom['role'] | undefined {
  if (SLOWNESS.test(message)) return 'latency';
  return FAILURES.test(message) ? 'availability' : undefined;
}

/** The name that a target's requests are measured under. */
function measuredAs(target: Target): string {
  const pod = as('Pod', target) ?? podsFor(target)[0];
  return pod === undefined ? target.ref.name : workloadOf(target.index, pod).name;
}

/** What was found out about an object's requests and why they hurt. */
export interface Correlation {
  /** The symptom is real, and something explains it. */
  isExplained: boolean;
  blocks: Block[];
  /** How it hurts, and whether it does at all. */
  hurts?: Pick<Symptom, 'role'> & { real: boolean };
  /** Whom the trouble most likely comes from. */
  guilty?: string;
  /** Whether something could not be asked, so that nothing is ruled out. */
  isPartial?: boolean;
}

function questionOf(context: SkillContext, target: Target, errors: readonly { text: string }[]) {
  const { cluster, namespace } = target.ref;
  return {
    cluster,
    node: measuredAs(target),
    role: roleAsked(context.message),
    time: context.slots.time,
    named: servicesNamed(target.index, namespace, errors.map(({ text }) => text).join('\n')),
  };
}

const isMeasurable = (context: SkillContext, { ref }: Target): boolean =>
  context.systems.prometheus !== undefined && SERVING.has(ref.kind);

/** How an object's requests fare by themselves, without asking why; undefined where nothing measures them. */
export async function lookAtSymptom(
  context: SkillContext,
  target: Target,
): Promise<CauseVerdict['symptom'] | undefined> {
  if (!isMeasurable(context, target)) return undefined;
  const soon = AbortSignal.timeout(EXPLAIN_MS);
  return readSymptom(inTime(context, soon), questionOf(context, target, []));
}

/**
 * Looks at an object's requests together with all that they depend on, and with whom its own errors name; undefined where
 * nothing measures requests.
 */
export async function correlate(
  context: SkillContext,
  ref: ObjectRef,
  errors: readonly { text: string }[],
): Promise<Correlation | undefined> {
  const target = targetOf(context, ref);
  if (target === undefined || !isMeasurable(context, target)) return undefined;
  context.think(`Following the requests of ${ref.name} to where they are lost`);
  const question = questionOf(context, target, errors);
  const [soon, end] = [AbortSignal.timeout(EXPLAIN_MS), AbortSignal.timeout(ALL_MS)];
  const found = await explainIncident(inTime(context, soon), target.index, question);
  if (!('verdict' in found)) {
    const missing = soon.aborted ? [TOO_LATE] : found.missing;
    return missing.length === 0 ? undefined : unmeasured(missing);
  }
  const scene = { cluster: ref.cluster, to: question.time?.to ?? context.now };
  const quick = AbortSignal.any([end, AbortSignal.timeout(WITNESS_MS)]);
  const incident = await withWitnesses(inTime(context, quick), scene, found);
  return {
    isExplained: incident.verdict.causes.length > 0,
    blocks: [...causesInWords(context, incident), ...notAsked(incident)],
    hurts: { role: incident.verdict.symptom.role, real: incident.verdict.symptom.real },
    guilty: incident.verdict.causes[0]?.node,
    isPartial: incident.missing.length > 0,
  };
}
