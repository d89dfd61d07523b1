import type { GithubConnector } from '#connectors/github';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { citeSaid, missing, moment, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { comparisonInWords, type Value } from './in-words.ts';
import { imageName, rolloutsIn, rolloutOf, tagOf, type Rollout } from './rollouts.ts';

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

type Release = Value<'listReleases'>['releases'][number];

const inOneLine = (notes: string): string => notes.replace(/^[-*] /gm, '').replaceAll('\n', '; ');

function releaseInWords(
  context: SkillContext,
  { name, tag, release }: { name: string; tag: string; release: Release | undefined },
): Block[] {
  const query = `${name}: release ${tag}`;
  if (release === undefined) {
    const cited = citeSaid(context, { system: 'github', query, says: `tag ${tag}` });
    return [fact(bold(inline`${code(tag)} of ${code(name)} is a tag without a release.`), [cited])];
  }
  const { by, at, notes, url } = release;
  const cited = citeSaid(context, {
    system: 'github',
    query,
    says: `${release.name} by ${by}: ${notes}`,
    link: url,
  });
  return [
    fact(bold(inline`${code(tag)} of ${code(name)} was released by ${by}, ${moment(context, at)}.`), [cited]),
    ...(notes === '' ? [] : [say(inline`Its notes: ${prose(inOneLine(notes))}`)]),
  ];
}

async function since(
  context: SkillContext,
  github: GithubConnector,
  { repository, before, tag }: { repository: string; before: string | undefined; tag: string },
): Promise<Block[]> {
  if (before === undefined) return [say(inline`There is no release before it to compare with.`)];
  const compared = await github.compareRevisions({ repository, base: before, head: tag });
  if (!compared.ok) return [missing('GitHub', compared.error.message)];
  return [
    say(inline`Against ${code(before)}:`),
    ...comparisonInWords(context, compared.value.repository, compared.value),
  ];
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
  return {
    outcome: 'answered',
    blocks: [
      ...releaseInWords(context, { name, tag, release }),
      ...(await since(context, github, { repository, before, tag })),
    ],
    focus: [rollout.ref],
    suggestions: [],
  };
}
