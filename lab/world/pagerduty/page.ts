import type { HttpAnswer } from '../systems/http.ts';

const LARGEST_PAGE = 100;
const USUAL_PAGE = 25;

/** The API's own words for what is wrong. */
export function failure(status: number, code: number, message: string): HttpAnswer {
  return { status, body: { error: { message, code } } };
}

/** What was asked for makes no sense. */
export function invalid(fault: string): HttpAnswer {
  return { status: 400, body: { error: { message: 'Invalid Input Provided', code: 2001, errors: [fault] } } };
}

export const NOT_FOUND = failure(404, 2100, 'Not Found');

/** One page of a list, as the classic pagination has it. */
export function pageOf(name: string, items: readonly unknown[], params: URLSearchParams): HttpAnswer {
  const limit = Number(params.get('limit') ?? USUAL_PAGE);
  const offset = Number(params.get('offset') ?? 0);
  if (!(limit >= 1 && limit <= LARGEST_PAGE)) return invalid('Limit must be between 1 and 100.');
  const page = items.slice(offset, offset + limit);
  const total = params.get('total') === 'true' ? items.length : null;
  return { status: 200, body: { [name]: page, limit, offset, total, more: offset + limit < items.length } };
}
