import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, join } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import { fullName } from '../../cluster/name.ts';
import { reach } from '../out-of-reach.ts';
import { missing, moment, rangeOf, short } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { deliveryOf, type Delivery } from './delivered.ts';
import { rolloutOf, rolloutsIn, tagOf, type Rollout } from './rollouts.ts';

const DAY = 24;
const MOST = 12;

const citeRollout = (context: SkillContext, { ref, at, image, before }: Rollout): string =>
  context.ledger.add({
    at: new Date(context.now).toISOString(),
    source: {
      system: 'kubernetes',
      cluster: ref.cluster,
      object: ref,
      query: `kubectl -n ${ref.namespace} rollout history ${ref.kind.toLowerCase()} ${ref.name}`,
    },
    says: `${at ?? '?'}: ${before ?? 'new'} to ${image}`,
  });

function row(context: SkillContext, rollout: Rollout, { deployment, entry }: Delivery) {
  const { ref, at = '', image, before } = rollout;
  const from = before === undefined ? inline`` : inline`${code(tagOf(before) ?? before)} → `;
  const by = deployment?.by ?? entry?.author ?? entry?.deployedBy ?? '?';
  const sha = deployment?.sha;
  return [
    inline`${clock(at, context.now, context.timeZone)}`,
    code(ref.name),
    code(ref.cluster),
    inline`${from}${code(tagOf(image) ?? image)}`,
    inline`${by}`,
    sha === undefined ? inline`–` : code(short(sha)),
  ];
}

function gapsOf(deliveries: readonly Delivery[]): Block[] {
  const problems = new Map(deliveries.flatMap(({ missing: all }) => all));
  return [...problems].map(([system, message]) => missing(system, message));
}

/** What was released in a range, with who asked for it and the commit. */
export async function released(context: SkillContext): Promise<Draft> {
  const { from, to, said } = rangeOf(context, DAY);
  const { reachable, notes } = reach(context);
  const { objects } = context.slots;
  const all =
    objects.length > 0
      ? objects.flatMap((ref) => rolloutOf(context, ref) ?? [])
      : reachable.flatMap((cluster) => rolloutsIn(context, cluster));
  const rolled = all.filter(
    ({ at, before, revision = 0 }) => at !== undefined && (before !== undefined || revision > 1),
  );
  const inside = rolled.filter(({ at = '' }) => Date.parse(at) >= from && Date.parse(at) <= to);
  const where = join(reachable.map(code), ', ', ' and ');
  if (inside.length === 0) {
    const last = rolled.toSorted((a, b) => Date.parse(b.at ?? '0') - Date.parse(a.at ?? '0'))[0];
    const before =
      last === undefined
        ? []
        : [
            fact(
              inline`The last one was ${fullName(last.ref)} on ${code(last.ref.cluster)}, ${moment(context, last.at)}, to ${code(tagOf(last.image) ?? last.image)}.`,
              [citeRollout(context, last)],
            ),
          ];
    return {
      outcome: 'answered',
      blocks: [
        say(
          inline`${bold(inline`Nothing was released on ${where} (${said})`)}, as far as the revisions of its workloads tell.`,
        ),
        ...before,
        ...notes,
      ],
      ...(last === undefined ? {} : { focus: [last.ref] }),
      suggestions: [{ label: 'What else changed?', message: 'what changed in the last 24 hours?' }],
    };
  }
  const told = inside.slice(0, MOST);
  const deliveries = await Promise.all(told.map((rollout) => deliveryOf(context, rollout)));
  const evidence = told.map((rollout) => citeRollout(context, rollout));
  const rows = told.flatMap((rollout, at) => {
    const delivery = deliveries[at];
    return delivery === undefined ? [] : [row(context, rollout, delivery)];
  });
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`${plural(inside.length, 'release')} on ${where} (${said}).`), evidence),
      {
        type: 'table',
        head: ['When', 'Service', 'Cluster', 'Version', 'By', 'Commit'],
        rows,
        total: inside.length,
        cap: MOST,
      },
      ...gapsOf(deliveries),
      ...notes,
    ],
    focus: told.map(({ ref }) => ref),
    suggestions: told.slice(0, 1).map(({ ref }) => ({
      label: `What changed in ${ref.name}?`,
      message: `what changed in the last deployment of ${ref.name}?`,
    })),
  };
}
