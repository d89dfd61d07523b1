import type { GithubConnector } from '#connectors/github';
import { fact, say, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, join, prose, type Markdown } from '../../answer/markdown.ts';
import { shortName } from '../../cluster/name.ts';
import { missing, short, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import type { Value } from './in-words.ts';
import { foundInWords, noRollout } from './last.ts';
import { citeImage, rolloutOf, rolloutsIn, tagOf, type Rollout } from './rollouts.ts';

const MOST = 15;

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

const NO_IMAGE = 'There is no image that a repository could be known of.';
const HEAD = ['Service', 'Version', 'Commit', 'What it is', 'How it was found'];

function row({ ref, image }: Rollout, { commit, way, sure }: Value<'findCommitOfImage'>): Markdown[] {
  const known = [code(ref.name), code(tagOf(image) ?? image)];
  if (commit === undefined) return [...known, inline`not found`, inline`–`, inline`–`];
  const { sha, title, author } = commit;
  return [
    ...known,
    code(short(sha)),
    inline`${prose(title)}, by ${author}`,
    inline`${way ?? '–'} (${sure ?? '–'})`,
  ];
}

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
  const [problem = NO_IMAGE] = found.flatMap((one) => (one.ok ? [] : [one.error.message]));
  if (told.length === 0) return unread('commits', [problem]);
  const rows = told.map(({ rollout, one }) => row(rollout, one));
  const evidence = told.slice(0, 3).map(({ rollout }) => citeImage(context, rollout));
  const where = join(context.slots.clusters.map(code), ', ', ' and ');
  const failed = found.length - told.length;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`These commits run on ${where}:`), evidence),
      { type: 'table', head: HEAD, rows, total: all.length, cap: MOST },
      say(inline`Images of others (databases, controllers) are left out.`),
      ...(failed === 0 ? [] : [say(inline`For ${failed} of them GitHub gave no answer.`)]),
    ],
    suggestions: [],
  };
}
