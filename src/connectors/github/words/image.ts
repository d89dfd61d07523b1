/** An image reference in its parts. */
export interface ImageParts {
  /** Registry and path. */
  repository: string;
  /** The last part of the path, mostly the service. */
  name: string;
  tag?: string;
  digest?: string;
}

/** Takes an image reference apart. */
export function imageParts(image: string): ImageParts {
  const [bare = '', digest] = image.trim().split('@');
  const colon = bare.lastIndexOf(':');
  const hasTag = colon > bare.lastIndexOf('/');
  const repository = hasTag ? bare.slice(0, colon) : bare;
  return {
    repository,
    name: repository.split('/').at(-1) ?? repository,
    ...(hasTag ? { tag: bare.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

const SHA = /(?:^|[-_.])(?:g|sha-?|git-?)?([0-9a-f]{7,40})$/i;
const SEMVER = /^v?\d+(\.\d+){1,3}([-.+][\w.+-]*)?$/i;

/** The commit that a tag spells out, such as `main-4f2a91c` or a whole SHA; a date or a number is none. */
export function shaInTag(tag: string): string | undefined {
  const found = SHA.exec(tag)?.[1]?.toLowerCase();
  return found === undefined || /^\d+$/.test(found) || !/\d/.test(found) ? undefined : found;
}

/** How a version may be called as a tag in Git, the likeliest first. */
export function gitTagsOf(tag: string, service: string): string[] {
  if (!SEMVER.test(tag)) return [tag];
  const bare = tag.replace(/^v/i, '');
  const forms = [
    tag,
    `v${bare}`,
    bare,
    `${service}-v${bare}`,
    `${service}-${bare}`,
    `${service}/v${bare}`,
    `${service}@${bare}`,
  ];
  return [...new Set([...forms, `release-${bare}`])];
}

const REVISION_LABELS = [
  'org.opencontainers.image.revision',
  'org.label-schema.vcs-ref',
  'vcs-ref',
  'git.commit',
];
const SOURCE_LABELS = ['org.opencontainers.image.source', 'org.label-schema.vcs-url', 'vcs-url'];

const first = (labels: Record<string, string>, names: readonly string[]): string | undefined =>
  names.map((name) => labels[name]).find((value) => value !== undefined && value !== '');

/** The commit that an image's labels name. */
export const labelledRevision = (labels: Record<string, string>): string | undefined =>
  first(labels, REVISION_LABELS);

/** owner/name of the repository that an image's labels name. */
export function labelledSource(labels: Record<string, string>): string | undefined {
  const source = first(labels, SOURCE_LABELS) ?? '';
  return /^(?:https?:\/\/[^/]+\/|git@[^:]+:|ssh:\/\/git@[^/]+\/)([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/#].*)?$/.exec(
    source,
  )?.[1];
}
