import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, join, type Markdown } from '../../answer/markdown.ts';
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

const newest = (rolled: readonly Rollout[]): Rollout | undefined =>
  rolled.toSorted((a, b) => Date.parse(b.at ?? '0') - Date.parse(a.at ?? '0'))[0];

/** Nothing in the range; the last one before it. */
function noRelease(
  context: SkillContext,
  rolled: readonly Rollout[],
  { where, said }: { where: Markdown; said: string },
): Draft {
  const last = newest(rolled);
  const head = inline`${bold(inline`Nothing was released on ${where} (${said})`)}, as far as the revisions of its workloads tell.`;
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
    blocks: [say(head), ...before],
    ...(last === undefined ? {} : { focus: [last.ref] }),
    suggestions: [{ label: 'What else changed?', message: 'what changed in the last 24 hours?' }],
  };
}

const HEAD = ['When', 'Service', 'Cluster', 'Version', 'By', 'Commit'];

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
    const none = noRelease(context, rolled, { where, said });
    return { ...none, blocks: [...none.blocks, ...notes] };
  }
  const told = inside.slice(0, MOST);
  const deliveries = await Promise.all(
    told.map(async (rollout) => ({ rollout, delivery: await deliveryOf(context, rollout) })),
  );
  const evidence = told.map((rollout) => citeRollout(context, rollout));
  const rows = deliveries.map(({ rollout, delivery }) => row(context, rollout, delivery));
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`${plural(inside.length, 'release')} on ${where} (${said}).`), evidence),
      { type: 'table', head: HEAD, rows, total: inside.length, cap: MOST },
      ...gapsOf(deliveries.map(({ delivery }) => delivery)),
      ...notes,
    ],
    focus: told.map(({ ref }) => ref),
    suggestions: told.slice(0, 1).map(({ ref: { name } }) => ({
      label: `What changed in ${name}?`,
      message: `what changed in the last deployment of ${name}?`,
    })),
  };
}
