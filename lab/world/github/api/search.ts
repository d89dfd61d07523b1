import { OWNER } from '../history/repository.ts';
import type { Repository } from '../history/repository.ts';
import type { Page, Visit } from './site.ts';
import { commitView, pullView, repositoryView } from './views.ts';

interface Asked {
  words: string[];
  /** By its name: `repo:`, `author:` ... */
  qualifiers: Map<string, string>;
}

function parse(query: string): Asked {
  const parts = query.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  const isQualifier = (part: string): boolean => /^-?[a-z-]+:/.test(part);
  const words = parts
    .filter((part) => !isQualifier(part))
    .map((part) => part.replaceAll('"', '').toLowerCase());
  const qualifiers = parts.filter(isQualifier).map((part): [string, string] => {
    const colon = part.indexOf(':');
    return [part.slice(0, colon), part.slice(colon + 1).replaceAll('"', '')];
  });
  return { words, qualifiers: new Map(qualifiers) };
}

function suitsDate(at: number | undefined, asked: string | undefined): boolean {
  if (asked === undefined) return true;
  if (at === undefined) return false;
  const [from = '', to] = asked.split('..');
  if (to !== undefined) return at >= Date.parse(from) && at <= Date.parse(to);
  const edge = Date.parse(from.replace(/^[<>]=?/, ''));
  return from.startsWith('<') ? at <= edge : at >= edge;
}

function searched({ site }: Visit, { qualifiers }: Asked): Repository[] {
  const repository = qualifiers.get('repo');
  return [...site.history().repositories.values()].filter(
    ({ name }) => repository === undefined || repository === `${OWNER}/${name}`,
  );
}

const holds = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.toLowerCase().includes(word));

/** /search/commits */
export function searchCommits(visit: Visit): Page {
  const asked = parse(visit.params.get('q') ?? '');
  const found = searched(visit, asked).flatMap((repository) =>
    repository.commits
      .filter(({ message, sha }) => holds(`${message} ${sha}`, asked.words))
      .filter(
        ({ at, author }) =>
          suitsDate(at, asked.qualifiers.get('committer-date')) &&
          [undefined, author.login].includes(asked.qualifiers.get('author')),
      )
      .map((commit) => ({
        at: commit.at,
        view: {
          ...commitView(visit.base, repository.name, commit),
          repository: repositoryView(visit.base, repository),
          score: 1,
        },
      })),
  );
  return { list: found.sort((a, b) => b.at - a.at).map(({ view }) => view), key: 'items' };
}

/** /search/issues, of which only pull requests exist here. */
export function searchIssues(visit: Visit): Page {
  const asked = parse(visit.params.get('q') ?? '');
  const { qualifiers } = asked;
  const found = searched(visit, asked).flatMap((repository) =>
    repository.pulls
      .filter(({ title, body }) => holds(`${title} ${body} ${repository.name}`, asked.words))
      .filter(
        (pull) =>
          suitsDate(pull.mergedAt, qualifiers.get('merged')) &&
          suitsDate(pull.createdAt, qualifiers.get('created')),
      )
      .filter(({ author }) => [undefined, author.login].includes(qualifiers.get('author')))
      .filter(({ mergedAt }) => qualifiers.get('is') !== 'open' || mergedAt === undefined)
      .map((pull) => {
        const {
          merged_at: at,
          head: _head,
          base: _base,
          merge_commit_sha: _sha,
          ...issue
        } = pullView(visit.base, repository.name, pull);
        const url = `${visit.base}/repos/${OWNER}/${repository.name}`;
        const view = {
          ...issue,
          repository_url: url,
          pull_request: { url: issue.url, merged_at: at },
          score: 1,
        };
        return { at: pull.mergedAt ?? pull.createdAt, view };
      }),
  );
  return { list: found.sort((a, b) => b.at - a.at).map(({ view }) => view), key: 'items' };
}
