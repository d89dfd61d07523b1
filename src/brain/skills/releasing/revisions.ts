import type { GithubConnector } from '#connectors/github';
import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, join, prose } from '../../answer/markdown.ts';
import { shortName } from '../../cluster/name.ts';
import { citeSaid, missing, moment, short, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { comparisonInWords } from './in-words.ts';
import { foundInWords, noRollout } from './last.ts';
import { imageName, rolloutOf, rolloutsIn, tagOf, type Rollout } from './rollouts.ts';

const MOST = 15;

const citeImage = (context: SkillContext, { ref, image }: Rollout): string =>
  context.ledger.add({
    at: new Date(context.now).toISOString(),
    source: {
      system: 'kubernetes',
      cluster: ref.cluster,
      object: ref,
      query: `kubectl -n ${ref.namespace} get ${ref.kind.toLowerCase()} ${ref.name} -o yaml`,
    },
    says: image,
  });

/** The commit behind what runs, of one workload or of all. */
export async function runningCommit(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const [ref] = context.slots.objects;
  if (ref === undefined) return everyCommit(context, github);
  const rollout = rolloutOf(context, ref);
  if (rollout === undefined) return noRollout(context);
  const { image, labels, at } = rollout;
  const found = await github.findCommitOfImage({ image, labels, deployedAt: at });
  const head = fact(
    bold(inline`${shortName(rollout.ref)} on ${code(rollout.ref.cluster)} runs ${code(image)}.`),
    [citeImage(context, rollout)],
  );
  return {
    outcome: found.ok ? 'answered' : 'unknown',
    blocks: [
      head,
      ...(found.ok ? foundInWords(context, found.value) : [missing('GitHub', found.error.message)]),
    ],
    focus: [rollout.ref],
    suggestions: [
      {
        label: 'What did it change?',
        message: `what changed in the last deployment of ${rollout.ref.name}?`,
      },
    ],
  };
}

/** Images of others have no commit that could be found. */
const isOwn = ({ image }: Rollout): boolean =>
  !/^(?:docker\.io|quay\.io|registry\.k8s\.io|gcr\.io|public\.ecr\.aws|mcr\.microsoft\.com)\//.test(image) &&
  (image.split('/')[0] ?? '').includes('.');

async function everyCommit(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const all = context.slots.clusters.flatMap((cluster) => rolloutsIn(context, cluster)).filter(isOwn);
  const asked = all.slice(0, MOST);
  const found = await Promise.all(
    asked.map(({ image, labels, at }) => github.findCommitOfImage({ image, labels, deployedAt: at })),
  );
  const told = asked.flatMap((rollout, at) => {
    const one = found[at];
    return one?.ok === true ? [{ rollout, one: one.value }] : [];
  });
  if (told.length === 0)
    return unread('commits', [
      found.flatMap((one) => (one.ok ? [] : [one.error.message]))[0] ??
        'There is no image that a repository could be known of.',
    ]);
  const rows = told.map(({ rollout, one }) => [
    code(rollout.ref.name),
    code(tagOf(rollout.image) ?? rollout.image),
    one.commit === undefined ? inline`not found` : code(short(one.commit.sha)),
    one.commit === undefined ? inline`–` : inline`${prose(one.commit.title)}, by ${one.commit.author}`,
    inline`${one.sure ?? '–'}`,
  ]);
  const where = join(context.slots.clusters.map(code), ', ', ' and ');
  const evidence = told.slice(0, 3).map(({ rollout }) => citeImage(context, rollout));
  const failed = found.length - told.length;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`These commits run on ${where}:`), evidence),
      {
        type: 'table',
        head: ['Service', 'Version', 'Commit', 'What it is', 'How sure'],
        rows,
        total: all.length,
        cap: MOST,
      },
      say(
        inline`Each was found by the tag of its image; images of others (databases, controllers) are left out.`,
      ),
      ...(failed === 0 ? [] : [say(inline`For ${failed} of them GitHub gave no answer.`)]),
    ],
    suggestions: [],
  };
}

function counterparts(context: SkillContext): Rollout[] {
  const { objects, clusters } = context.slots;
  const [ref] = objects;
  if (ref === undefined) return [];
  return clusters.flatMap((cluster) => {
    const own = objects.find((one) => one.cluster === cluster);
    const there: ObjectRef = own ?? { ...ref, cluster };
    return rolloutOf(context, there) ?? [];
  });
}

/** What lies between what two clusters run of one service. */
export async function compareClusters(context: SkillContext): Promise<Draft> {
  const { github } = context.systems;
  const [one, other] = counterparts(context);
  if (one === undefined || other === undefined) return compareAll(context);
  const evidence = [one, other].map((rollout) => citeImage(context, rollout));
  const run = ({ ref, image }: Rollout) => inline`${code(tagOf(image) ?? image)} on ${code(ref.cluster)}`;
  const same = one.image === other.image;
  const head = same
    ? inline`${code(one.ref.name)} is the same version on both: ${run(one)} and on ${code(other.ref.cluster)}.`
    : inline`${code(one.ref.name)} differs: ${run(one)}, ${run(other)}.`;
  const compared =
    same || github === undefined
      ? undefined
      : await github.readDeployment({
          repository: imageName(one.image),
          before: one.image,
          after: other.image,
        });
  const rest: Block[] =
    compared === undefined
      ? []
      : compared.ok
        ? [
            ...comparisonInWords(context, compared.value.repository, compared.value.comparison),
            say(
              inline`Read as: what ${code(other.ref.cluster)} has beyond ${code(one.ref.cluster)}. ${prose(compared.value.how)}`,
            ),
          ]
        : [missing('GitHub', compared.error.message)];
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), evidence),
      ...(same
        ? [say(inline`So no commit lies between them. Settings and sizes may differ all the same.`)]
        : rest),
    ],
    focus: [one.ref, other.ref],
    suggestions: [
      {
        label: 'Compare the objects',
        message: `compare deployment ${one.ref.name} in ${one.ref.cluster} with ${other.ref.cluster}`,
      },
    ],
  };
}

function compareAll(context: SkillContext): Draft {
  const [first = '', second = ''] = context.slots.clusters;
  const there = new Map(
    rolloutsIn(context, second).map((rollout) => [`${rollout.ref.namespace}/${rollout.ref.name}`, rollout]),
  );
  const pairs = rolloutsIn(context, first).flatMap((rollout) => {
    const other = there.get(`${rollout.ref.namespace}/${rollout.ref.name}`);
    return other === undefined ? [] : [{ rollout, other }];
  });
  const apart = pairs.filter(({ rollout, other }) => rollout.image !== other.image);
  const head =
    apart.length === 0
      ? inline`All ${pairs.length} workloads that ${code(first)} and ${code(second)} both have run the same images.`
      : inline`${apart.length} of ${pairs.length} workloads run another image on ${code(first)} than on ${code(second)}:`;
  const rows = apart.map(({ rollout, other }) => [
    code(rollout.ref.name),
    code(tagOf(rollout.image) ?? rollout.image),
    code(tagOf(other.image) ?? other.image),
  ]);
  const evidence = (apart.length === 0 ? pairs.slice(0, 1) : apart.slice(0, 3)).map(({ rollout }) =>
    citeImage(context, rollout),
  );
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), evidence),
      ...(rows.length === 0 ? [] : [{ type: 'table' as const, head: ['Workload', first, second], rows }]),
    ],
    focus: apart.map(({ rollout }) => rollout.ref),
    suggestions: apart.slice(0, 1).map(({ rollout }) => ({
      label: `Which commits of ${rollout.ref.name}?`,
      message: `diff between ${first} and ${second} of ${rollout.ref.name}`,
    })),
  };
}

const bare = (version: string): string => version.replace(/^.*?v?(?=\d+\.)/i, '');

/** The service that a version number is of: the one named, else what runs it anywhere. */
function owner(context: SkillContext, version: string): Rollout | undefined {
  const [ref] = context.slots.objects;
  if (ref !== undefined) return rolloutOf(context, ref);
  const all = context.clusters.flatMap(({ name }) => rolloutsIn(context, name));
  const isIt = (image: string | undefined): boolean =>
    image !== undefined && bare(tagOf(image) ?? '') === version;
  return all.find(({ image }) => isIt(image)) ?? all.find(({ before }) => isIt(before));
}

/** What a release contains, against the one before it. */
export async function inVersion(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const version = bare(context.slots.deployments?.version ?? '');
  const rollout = owner(context, version);
  if (rollout === undefined)
    return unread('release', [
      `Nothing that I see runs version ${version}. Name its service, such as “what is in ${version} of checkout”.`,
    ]);
  const repository = imageName(rollout.image);
  const listed = await github.listReleases({ repository, limit: 50 });
  if (!listed.ok) return unread('release', [listed.error.message]);
  const { releases, tagsWithoutRelease, repository: name } = listed.value;
  const tags = [...releases.map(({ tag }) => tag), ...tagsWithoutRelease.map(({ tag }) => tag)];
  const at = tags.findIndex((tag) => bare(tag) === version);
  const tag = tags[at];
  if (tag === undefined) {
    const there = tags.slice(0, 5).map(bare).join(', ');
    return unread('release', [`${name} has no release or tag ${version}. The latest: ${there || 'none'}.`]);
  }
  const release = releases.find((one) => one.tag === tag);
  const before = release === undefined ? undefined : releases[releases.indexOf(release) + 1]?.tag;
  const compared =
    before === undefined ? undefined : await github.compareRevisions({ repository, base: before, head: tag });
  const cited = citeSaid(context, {
    system: 'github',
    query: `${name}: release ${tag}`,
    says: release === undefined ? `tag ${tag}` : `${release.name} by ${release.by}: ${release.notes}`,
    ...(release === undefined ? {} : { link: release.url }),
  });
  const by =
    release === undefined
      ? inline` is a tag without a release`
      : inline` was released by ${release.by}, ${moment(context, release.at)}`;
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(inline`${code(tag)} of ${code(name)}${by}.`)}`, [cited]),
      ...(release?.notes
        ? [say(inline`Its notes: ${prose(release.notes.replace(/^[-*] /gm, '').replaceAll('\n', '; '))}`)]
        : []),
      ...(before === undefined
        ? [say(inline`There is no release before it to compare with.`)]
        : [say(inline`Against ${code(before)}:`)]),
      ...(compared === undefined
        ? []
        : compared.ok
          ? comparisonInWords(context, name, compared.value)
          : [missing('GitHub', compared.error.message)]),
    ],
    focus: [rollout.ref],
    suggestions: [],
  };
}
