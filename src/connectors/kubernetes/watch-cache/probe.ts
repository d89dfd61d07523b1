import { z } from 'zod';
import { DeniedError, UpstreamError } from '#ground/errors';
import type { KubeClient } from '../client/client.ts';
import { wait } from '../client/wait.ts';
import type { Timings } from '../timings.ts';

/** Whether an API server answers, as far as its last checks tell. */
export interface Pulse {
  reachable: boolean;
  /** When the last check that succeeded began. */
  checkedAt: number;
  /** Why it is out of reach. */
  problem?: string;
  version?: string;
}

interface ProbeDeps {
  client: KubeClient;
  timings: Timings;
  now: () => number;
  signal: AbortSignal;
  /** After every check; the pulse before it and after it. */
  onPulse: (before: Pulse | undefined, after: Pulse) => void;
}

const versionSchema = z.object({ gitVersion: z.string().optional() });
/** A server that was reachable is given a second chance before it counts as lost. */
const PATIENCE = 2;

/** Asks the server for its version every now and then, sooner while it does not answer, until the signal aborts. */
export async function keepProbing(deps: ProbeDeps): Promise<void> {
  const { timings, signal } = deps;
  let pulse: Pulse | undefined;
  let failures = 0;
  while (!signal.aborted) {
    const checked = await probe(deps);
    if (signal.aborted) return;
    failures = checked.reachable ? 0 : failures + 1;
    const next = judge(pulse, checked, failures);
    deps.onPulse(pulse, next);
    pulse = next;
    await wait(
      failures === 0 ? timings.probeMs : Math.min(timings.probeMs, timings.backoffMs * 2 ** failures),
      signal,
    );
  }
}

function judge(before: Pulse | undefined, checked: Pulse, failures: number): Pulse {
  const version = checked.version ?? before?.version;
  if (checked.reachable) return { ...checked, version };
  const reachable = before?.reachable === true && failures < PATIENCE;
  return { ...checked, reachable, version, checkedAt: before?.checkedAt ?? 0 };
}

async function probe({ client, timings, now, signal }: ProbeDeps): Promise<Pulse> {
  const checkedAt = now();
  try {
    const answer = await client.json({
      path: '/version',
      deadlineMs: timings.probeDeadlineMs,
      retries: 0,
      signal,
    });
    return { reachable: true, checkedAt, version: versionSchema.safeParse(answer).data?.gitVersion };
  } catch (error) {
    if (answersAnyway(error)) return { reachable: true, checkedAt };
    return {
      reachable: false,
      checkedAt: 0,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The version may be forbidden or hidden by a proxy, and a busy server is still a server. */
function answersAnyway(error: unknown): boolean {
  if (error instanceof DeniedError) return true;
  return error instanceof UpstreamError && (error.status === 404 || error.status === 429);
}
