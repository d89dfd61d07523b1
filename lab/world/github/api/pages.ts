import { hash32 } from '../../engine/random.ts';
import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import type { Page, Visit } from './site.ts';

const DOCS = 'https://docs.github.com/rest';

/** A refusal in GitHub's words. */
export function refusal(status: number, message: string): HttpAnswer {
  return { status, body: { message, documentation_url: DOCS, status: String(status) } };
}

const PAGE = 30;
const LARGEST_PAGE = 100;

function linkTo({ base, params }: Visit, path: string, page: number): string {
  const query = new URLSearchParams(params);
  query.set('page', String(page));
  return `<${base}${path}?${query.toString()}>`;
}

function linksOf(visit: Visit, path: string, at: { page: number; last: number }): string | undefined {
  const { page, last } = at;
  const relations: [string, number, boolean][] = [
    ['prev', page - 1, page > 1],
    ['next', page + 1, page < last],
    ['last', last, page < last],
    ['first', 1, page > 1],
  ];
  const links = relations
    .filter(([, , there]) => there)
    .map(([name, to]) => `${linkTo(visit, path, to)}; rel="${name}"`);
  return links.length > 0 ? links.join(', ') : undefined;
}

function listAnswer(
  visit: Visit,
  path: string,
  { list, key }: { list: unknown[]; key?: string },
): HttpAnswer {
  const size = Math.min(LARGEST_PAGE, Math.max(1, Number(visit.params.get('per_page') ?? PAGE) || PAGE));
  const page = Math.max(1, Number(visit.params.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const shown = list.slice((page - 1) * size, page * size);
  const link = linksOf(visit, path, { page, last });
  const incomplete = key === 'items' ? { incomplete_results: false } : {};
  const body = key === undefined ? shown : { total_count: list.length, ...incomplete, [key]: shown };
  return { status: 200, body, headers: link === undefined ? {} : { link } };
}

/** A page as it is written, without what every answer has. */
export function written(visit: Visit, path: string, page: Page): HttpAnswer {
  if (page === undefined) return refusal(404, 'Not Found');
  if ('refused' in page) return refusal(page.refused, page.message);
  if ('redirect' in page) return { status: 302, body: '', headers: { location: page.redirect } };
  return 'list' in page ? listAnswer(visit, path, page) : { status: 200, body: page.one };
}

/** Adds the entity tag; an asker who has the same gets nothing but that. */
export function tagged(answer: HttpAnswer, { headers }: HttpRequest): HttpAnswer {
  if (answer.status !== 200) return answer;
  const text = JSON.stringify(answer.body);
  const etag = `W/"${hash32(text).toString(16)}${hash32(`${text}!`).toString(16)}"`;
  if (headers['if-none-match'] === etag) return { status: 304, body: '', headers: { etag } };
  return { ...answer, headers: { ...answer.headers, etag } };
}
