import { InputError } from '#ground/errors';
import { traceResult } from '../schema.ts';
import type { Server } from '../server.ts';
import { spansOf } from './spans.ts';
import type { TempoSpan } from './spans.ts';

/** The spans of one trace. */
interface ReadTrace {
  spans: TempoSpan[];
  /** Tempo had to leave spans out. */
  isPartial: boolean;
}

const ID = /^[0-9a-f]{1,32}$/i;

/** Reads a trace; undefined when Tempo has none of that id. Asks the older page where there is no newer one. */
export async function findTrace(
  { tempo }: Server,
  traceId: string,
  signal?: AbortSignal,
): Promise<ReadTrace | undefined> {
  const id = traceId.trim().replaceAll('-', '').toLowerCase();
  if (!ID.test(id))
    throw new InputError({
      code: 'bad-trace-id',
      message: 'A trace id is up to 32 hexadecimal digits, such as 2f3e0cee77ae5dc9c17ade3689eb2e54.',
    });
  const found =
    (await tempo.find({ path: `/api/v2/traces/${id}`, signal }, traceResult).catch(olderOnly)) ??
    (await tempo.find({ path: `/api/traces/${id}`, signal }, traceResult));
  if (!found) return undefined;
  const spans = spansOf(found.batches);
  return spans.length === 0 ? undefined : { spans, isPartial: found.isPartial };
}

/** A Tempo before 2.6 has no page of version 2, which looks like a wrong URL. */
function olderOnly(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'tempo-wrong-url') return undefined;
  throw error;
}
