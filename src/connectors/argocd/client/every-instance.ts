import { z } from 'zod';
import { InputError, isHouseError, UpstreamError } from '#ground/errors';
import { nearest } from '#ground/text';
import type { Instance, Server } from '../server.ts';

/** An instance that did not answer, and why: what it holds is missing from the answer. */
const gapFields = z.object({ instance: z.string(), code: z.string(), problem: z.string() });
export const gapsField = z
  .array(gapFields)
  .describe('Instances that did not answer: what they hold is missing here.');
type Gap = z.output<typeof gapFields>;

/** An answer with the instance that gave it. */
export interface Answered<Value> {
  instance: string;
  value: Value;
}

const PATIENCE_MS = 4_000;

function chosen({ instances }: Server, name: string | undefined): readonly Instance[] {
  if (name === undefined) return instances;
  const found = instances.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found.length > 0) return found;
  const names = instances.map((one) => one.name);
  const near = nearest(name, names, 2);
  const message = `There is no Argo CD "${name}"; there ${names.length === 1 ? 'is' : 'are'} ${(near.length > 0 ? near : names).join(', ')}.`;
  throw new InputError({ code: 'no-such-instance', message });
}

function gapOf(instance: string, error: unknown): Gap {
  if (!isHouseError(error)) throw error;
  return { instance, code: error.code, problem: error.message };
}

/**
 * Asks every instance at once, or the one that is named; one that is down or slow becomes a gap. Rejects only when none
 * answered.
 */
export async function askInstances<Value>(
  server: Server,
  { instance, signal }: { instance?: string; signal: AbortSignal },
  ask: (instance: Instance, signal: AbortSignal) => Promise<Value>,
): Promise<{ answers: Answered<Value>[]; gaps: Gap[] }> {
  const asked = chosen(server, instance);
  const settled = await Promise.allSettled(
    asked.map((one) => ask(one, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]))),
  );
  const answers: Answered<Value>[] = [];
  const gaps: Gap[] = [];
  for (const [index, result] of settled.entries()) {
    const name = asked[index]?.name ?? '';
    if (result.status === 'fulfilled') answers.push({ instance: name, value: result.value });
    else gaps.push(gapOf(name, result.reason));
  }
  if (answers.length > 0) return { answers, gaps };
  const [only] = settled;
  if (settled.length === 1 && only?.status === 'rejected') throw only.reason;
  const problems = gaps.map(({ instance: name, problem }) => `${name}: ${problem}`).join(' ');
  throw new UpstreamError({
    code: 'argocd-all-failing',
    message: `No Argo CD answered. ${problems}`,
    retryable: true,
  });
}
