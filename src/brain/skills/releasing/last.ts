import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, join, prose, type Markdown } from '../../answer/markdown.ts';
import { shortName } from '../../cluster/name.ts';
import { suggest, WHY } from '../ask.ts';
import { citeSaid, missing, moment, short } from '../elsewhere/words.ts';
import type { Suggestion } from '../../turn-event.ts';
import type { SkillContext } from '../skill.ts';
import { deliveryOf, type Delivery } from './delivered.ts';
import { comparisonInWords } from './in-words.ts';
import { imageName, rolloutOf, rolloutsIn, tagOf, type Rollout } from './rollouts.ts';

const versions = ({ before, image }: Rollout): Markdown =>
  before === undefined
    ? inline`${code(tagOf(image) ?? image)}`
    : inline`${code(tagOf(before) ?? before)} → ${code(tagOf(image) ?? image)}`;

/** By whom, as far as GitHub's records and Argo CD tell. */
function peopleOf(context: SkillContext, { deployment, application, entry }: Delivery): Block[] {
  const lines: Block[] = [];
  if (deployment !== undefined) {
    const { by, at, environment, state, sha, ref } = deployment;
    const says = `${environment}: ${ref} (${short(sha)}) by ${by} at ${at}, ${state}`;
    const cited = citeSaid(context, { system: 'github', query: `deployments of ${environment}`, says });
    lines.push(
      fact(
        inline`${bold(inline`Deployed by ${by}`)}, says GitHub's deployment record (${environment}, ${moment(context, at)}, ${state}).`,
        [cited],
      ),
    );
  }
  if (application !== undefined && entry !== undefined) {
    const { revision, deployedAt, deployedBy, author, message } = entry;
    const says = `${application.name}: ${short(revision)} at ${deployedAt ?? '?'} by ${deployedBy}; ${author ?? ''}: ${message ?? ''}`;
    const cited = citeSaid(context, {
      system: 'argocd',
      query: `argocd app history ${application.name}`,
      says,
    });
    const commit =
      message === undefined
        ? inline``
        : inline`: “${prose(message.split('\n')[0] ?? '')}”${author === undefined ? '' : ` by ${author}`}`;
    lines.push(
      fact(
        inline`Argo CD (${application.instance}) synced ${code(application.name)} to ${code(short(revision))} ${moment(context, deployedAt)}, by ${deployedBy}${commit}.`,
        [cited],
      ),
    );
  }
  return lines;
}

function headline(context: SkillContext, rollout: Rollout): Block {
  const { ref, at, image, before, revision } = rollout;
  const when = at === undefined ? inline`` : inline` was last rolled out ${moment(context, at)}:`;
  const query = `kubectl -n ${ref.namespace} rollout history ${ref.kind.toLowerCase()} ${ref.name}`;
  const cited = context.ledger.add({
    at: new Date(context.now).toISOString(),
    source: { system: 'kubernetes', cluster: ref.cluster, object: ref, query },
    says: `revision ${revision ?? '?'} since ${at ?? '?'}: ${before ?? '?'} to ${image}`,
  });
  const said =
    at === undefined
      ? inline`${shortName(ref)} on ${code(ref.cluster)} runs ${versions(rollout)}.`
      : inline`${shortName(ref)} on ${code(ref.cluster)}${when} ${versions(rollout)}.`;
  return fact(bold(said), [cited]);
}

/** Asks for the commits; what comes back words them, so that evidence is numbered as it is read. */
async function readCommits(context: SkillContext, rollout: Rollout): Promise<() => Block[]> {
  const { github } = context.systems;
  if (github === undefined)
    return () => [say(inline`Which commits that were I cannot tell: GitHub is not connected.`)];
  const { image, before, labels } = rollout;
  if (before === undefined) {
    const found = await github.findCommitOfImage({ image, labels, deployedAt: rollout.at });
    return () => (found.ok ? foundInWords(context, found.value) : [missing('GitHub', found.error.message)]);
  }
  const told = await github.readDeployment({ repository: imageName(image), before, after: image });
  return () =>
    told.ok
      ? [
          ...comparisonInWords(context, told.value.repository, told.value.comparison),
          say(inline`How I know: ${prose(told.value.how)}`),
        ]
      : [missing('GitHub', told.error.message)];
}

type Found = {
  found: boolean;
  repository: string;
  way?: string | undefined;
  sure?: string | undefined;
  why: string;
  tried: { way: string; outcome: string }[];
  commit?: { sha: string; title: string; author: string; at: string; url: string } | undefined;
};

/** The commit behind an image, by which way it was found and how sure that is. */
export function foundInWords(context: SkillContext, found: Found): Block[] {
  const { commit, repository, way, sure, why, tried } = found;
  if (commit === undefined)
    return [
      say(
        inline`${prose(why)} I looked at: ${join(
          tried.map(({ outcome }) => prose(outcome)),
          ' ',
        )}`,
      ),
    ];
  const { sha, title, author, at, url } = commit;
  const cited = citeSaid(context, {
    system: 'github',
    query: `${repository}: git show ${short(sha)}`,
    says: `${sha} ${title} (${author}, ${at})`,
    link: url,
  });
  return [
    fact(
      inline`It is commit ${code(short(sha))} of ${code(repository)}: “${prose(title)}” by ${author}, ${moment(context, at)}.`,
      [cited],
    ),
    say(inline`How I know: ${way ?? ''} (${sure ?? ''}). ${prose(why)}`),
  ];
}

/** The rollout that is meant: of what was named, else the last of the clusters. */
function chosenRollout(context: SkillContext): Rollout | undefined {
  const [ref] = context.slots.objects;
  if (ref !== undefined) return rolloutOf(context, ref);
  const all = context.slots.clusters.flatMap((cluster) => rolloutsIn(context, cluster));
  const rolled = all.filter(({ before }) => before !== undefined);
  return rolled.toSorted((a, b) => Date.parse(b.at ?? '0') - Date.parse(a.at ?? '0'))[0];
}

/** What the last deployment changed: images, commits, people, areas and risk, and how sure each is. */
export async function lastDeployment(context: SkillContext): Promise<Draft> {
  const rollout = chosenRollout(context);
  if (rollout === undefined) return noRollout(context);
  const where = join(context.slots.clusters.map(code));
  const others =
    context.slots.objects.length > 0 ? [] : [say(inline`It is the last one among what I see of ${where}.`)];
  context.looked(rollout.ref.cluster, ['Deployment', 'ReplicaSet'], [rollout.ref.namespace]);
  const head = headline(context, rollout);
  const asksWho = context.slots.deployments?.who === true;
  const [delivery, commits] = await Promise.all([
    deliveryOf(context, rollout),
    asksWho ? (): Block[] => [] : readCommits(context, rollout),
  ]);
  const people = peopleOf(context, delivery);
  const nobody = inline`${bold(inline`Who did it I cannot tell`)}: neither GitHub's records nor Argo CD name this version.`;
  const told = commits();
  const gaps = delivery.missing.filter(([system]) => asksWho || system !== 'GitHub' || !toldAlready(told));
  return {
    outcome: 'answered',
    blocks: [
      head,
      ...others,
      ...people,
      ...(asksWho && people.length === 0 ? [say(nobody)] : []),
      ...told,
      ...gaps.map(([system, message]) => missing(system, message)),
    ],
    focus: [rollout.ref],
    suggestions: [
      ...(asksWho ? [whatChanged(rollout.ref)] : []),
      suggest(context.clusters, rollout.ref, WHY),
    ],
  };
}

const whatChanged = ({ name }: ObjectRef): Suggestion => ({
  label: 'What did it change?',
  message: `what changed in the last deployment of ${name}?`,
});

/** That GitHub is missing is said once. */
const toldAlready = (blocks: readonly Block[]): boolean => blocks.length === 1 && blocks[0]?.type === 'say';

/** Nothing was rolled out that can be seen. */
export function noRollout(context: SkillContext): Draft {
  const [ref] = context.slots.objects;
  const of = ref === undefined ? join(context.slots.clusters.map(code)) : shortName(ref);
  return {
    outcome: 'unknown',
    blocks: [
      say(bold(inline`I see no rollout of ${of}: nothing there was ever replaced by a newer version.`)),
    ],
    suggestions: [],
    gap: { outcome: 'no-such-name', detail: 'no rollout' },
  };
}
