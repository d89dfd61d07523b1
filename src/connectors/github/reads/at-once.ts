import type { z } from 'zod';
import { isHouseError } from '#ground/errors';
import type { GraphQuestion } from '../client/graphql.ts';
import type { Server } from '../server.ts';

/**
 * What GraphQL tells of many things in one call. Undefined where it cannot be asked: without credentials, where it is not let
 * through, or when its own limit is reached. The REST API must do then.
 */
export async function askAtOnce<Schema extends z.ZodType>(
  { client }: Server,
  question: GraphQuestion,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  try {
    return await client.graph?.(question, schema);
  } catch (error) {
    const isAway = isHouseError(error) && error.name === 'UpstreamError' && error.status === undefined;
    if (!isHouseError(error) || (isAway && error.code !== 'github-graphql-refused')) throw error;
    return undefined;
  }
}
