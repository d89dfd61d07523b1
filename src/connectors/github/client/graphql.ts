import { z } from 'zod';
import { guardText } from '#connectors/kit';
import { UpstreamError } from '#ground/errors';
import type { SignedIn } from './signed-in.ts';

/** One question in GraphQL. */
export interface GraphQuestion {
  query: string;
  variables: Record<string, unknown>;
  signal?: AbortSignal;
}

/** Asks in GraphQL: much at once, what there is not is null. */
export type AskGraph = <Schema extends z.ZodType>(
  question: GraphQuestion,
  schema: Schema,
) => Promise<z.output<Schema>>;

const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
});

/** Beside the REST API: https://api.github.com/graphql, or https://host/api/graphql of GitHub Enterprise. */
function graphqlUrl(restUrl: string): string {
  const url = restUrl.replace(/\/+$/, '');
  return url.endsWith('/api/v3') ? `${url.slice(0, -'/v3'.length)}/graphql` : `${url}/graphql`;
}

/** GraphQL of the GitHub whose REST API has this URL; undefined without credentials, as GitHub wants them there. */
export function createGraph(signedIn: SignedIn, restUrl: string): AskGraph | undefined {
  const { plain } = signedIn;
  const path = graphqlUrl(restUrl);
  if (!signedIn.known) return undefined;
  return async ({ query, variables, signal }, schema) => {
    const received = await signedIn.ask({ path, json: { query, variables }, signal });
    if (received.status !== 200) throw signedIn.refusal(received, new URL(path).pathname);
    const { data, errors = [] } = plain.shape(answer, plain.parse(received));
    if (data !== undefined && data !== null) return plain.shape(schema, data);
    const words = errors.map(({ message }) => guardText(message).text.slice(0, 200)).join(' ');
    throw new UpstreamError({
      code: 'github-graphql-refused',
      message: `The GraphQL API of ${plain.host} refuses this: ${words}`,
      retryable: errors.some(({ type }) => type === 'RATE_LIMITED'),
    });
  };
}
