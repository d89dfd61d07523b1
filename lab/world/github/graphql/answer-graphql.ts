import type { HttpAnswer } from '../../systems/http.ts';
import type { Site } from '../api/site.ts';
import { execute, QueryError } from './execute.ts';
import { parseQuery, QuerySyntaxError } from './parse.ts';
import { rootOf } from './things.ts';

const good = (body: unknown): HttpAnswer => ({ status: 200, body });

function readBody(text: string): { query?: unknown; variables?: unknown } | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Nodes that are not there are null, and each is said so. */
function missingIn(data: Record<string, unknown>, ids: unknown): object[] {
  const { nodes } = data;
  if (!Array.isArray(nodes) || !Array.isArray(ids)) return [];
  return nodes.flatMap((node, index) => {
    const message = `Could not resolve to a node with the global id of '${String(ids[index])}'`;
    return node === null ? [{ type: 'NOT_FOUND', path: ['nodes', index], message }] : [];
  });
}

/** GitHub's GraphQL API as far as pull requests and deployments by their nodes. */
export function answerGraphql(site: Site, text: string): HttpAnswer {
  const body = readBody(text);
  if (!body) return { status: 400, body: { message: 'Problems parsing JSON' } };
  const { query, variables = {} } = body;
  if (typeof query !== 'string')
    return good({ errors: [{ message: 'A query attribute must be specified and must be a string.' }] });
  try {
    const given = variables as Record<string, unknown>;
    const data = execute(rootOf(site, 'jamie-bot'), parseQuery(query), given);
    const errors = missingIn(data, given.ids);
    return good({ data, ...(errors.length > 0 ? { errors } : {}) });
  } catch (error) {
    if (error instanceof QuerySyntaxError) return good({ errors: [{ message: error.message }] });
    if (!(error instanceof QueryError)) throw error;
    const { message, extensions } = error;
    return good({ errors: [{ message, extensions }] });
  }
}
