import type { ObjectRef } from '#diagnosis/evidence';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed } from '../../answer/markdown.ts';
import { indexOf } from '../../cluster/target.ts';
import { findSufferers } from '../../incident/sufferers.ts';
import type { SkillContext } from '../skill.ts';

/** The services that hurt where a message names none, the worst first, and a sentence that says so. */
interface Hurt {
  refs: ObjectRef[];
  blocks: Block[];
}

const SHOWN = 4;
const ROLES = { latency: 'latency', 'error-rate': 'availability' } as const;
const WORDS = { latency: 'slower than usual', availability: 'failing more requests than usual' };

function workloadNamed(context: SkillContext, cluster: string, name: string): ObjectRef[] {
  const index = indexOf(context, cluster);
  if (index === undefined) return [];
  return (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    index
      .list(kind)
      .filter(({ metadata }) => metadata.name === name)
      .map((object) => index.ref(kind, object)),
  );
}

/** Looks for who hurts when a message only says how ("your error rate is climbing"); undefined when nothing is measured. */
export async function whoHurts(context: SkillContext): Promise<Hurt | undefined> {
  const { metrics, clusters } = context.slots;
  const [cluster] = clusters;
  const signal = metrics?.signal;
  if (cluster === undefined || (signal !== 'latency' && signal !== 'error-rate')) return undefined;
  context.think('Looking for the services that hurt');
  const role = ROLES[signal];
  const found = await findSufferers(context, cluster, role);
  if (found === undefined) return undefined;
  const { nodes: names, source } = found;
  const says = names.length === 0 ? `no service is ${WORDS[role]}` : `${names.join(', ')}: ${WORDS[role]}`;
  const evidence = context.ledger.add({
    ...source,
    says,
  });
  const shown = listed(names.slice(0, SHOWN).map(code));
  const more = names.length > SHOWN ? inline` and ${names.length - SHOWN} more` : inline``;
  const verb = names.length === 1 ? 'is' : 'are';
  const head =
    names.length === 0
      ? inline`No service on ${code(cluster)} is ${WORDS[role]}.`
      : inline`On ${code(cluster)} ${shown}${more} ${verb} ${WORDS[role]}.`;
  const [worst] = names.flatMap((name) => workloadNamed(context, cluster, name));
  return { refs: worst === undefined ? [] : [worst], blocks: [fact(bold(head), [evidence])] };
}
