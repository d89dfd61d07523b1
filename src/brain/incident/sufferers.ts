import type { Signal, Symptom } from '#diagnosis';
import type { Observation } from '#diagnosis/evidence';
import type { SkillContext } from '../skills/skill.ts';
import { isReal, judge, samplesOf, windowOf } from './judge-question.ts';
import { measureServices } from './measure.ts';

/** Who hurts, and what was asked to know it. */
interface Sufferers {
  nodes: string[];
  source: Observation;
}

/** The services that hurt in one way, the one that loses most first; empty when none does, undefined when nothing is measured. */
export async function findSufferers(
  context: SkillContext,
  cluster: string,
  role: Symptom['role'],
): Promise<Sufferers | undefined> {
  const { time } = context.slots;
  const window = windowOf(context, time && { from: time.to, to: time.to });
  const { items: signals, sources } = await measureServices(context, { cluster, window, isBrief: true });
  const nodes = [...new Set(signals.filter((signal) => signal.role === role).map(({ node }) => node))];
  if (nodes.length === 0) return undefined;
  const hurt = nodes.filter((node) => {
    const own = signals.filter((signal) => signal.node === node);
    const alone = { signals: own, dependencies: [], changes: [], findings: [] };
    const verdicts = judge({ cluster, node, role, named: [] }, alone, window.to);
    return verdicts.some((verdict) => isReal(verdict) && verdict.symptom.role === role);
  });
  const asked = new Set(signals.filter((signal) => signal.role === role).map(({ id }) => id));
  const [source] = sources.flatMap(([id, one]) => (asked.has(id) ? [one] : []));
  if (source === undefined) return undefined;
  return { nodes: hurt.toSorted((a, b) => lossOf(signals, b, role) - lossOf(signals, a, role)), source };
}

/** What a service lost of late against what is usual, by its number of requests. */
function lossOf(signals: readonly Signal[], node: string, role: Symptom['role']): number {
  const valuesOf = (one: Signal['role']): number[] =>
    signals
      .filter((signal) => signal.node === node && signal.role === one)
      .flatMap(samplesOf)
      .flatMap(({ value }) => (value === null ? [] : [value]));
  const values = valuesOf(role);
  const [usual, last] = [values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0, values.at(-1) ?? 0];
  const requests = valuesOf('requests').at(-1) ?? 1;
  return (role === 'latency' ? last - usual : (usual - last) / 100) * requests;
}
