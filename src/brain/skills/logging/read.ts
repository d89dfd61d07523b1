import type { LogLine, LogRequest } from '#connectors/kubernetes';
import type { Pod } from '#diagnosis/evidence';
import { troubledContainer, type TroubledContainer } from '../../cluster/pods.ts';
import { isErrorLine } from '../../logs/tell-lines.ts';
import type { SkillContext } from '../skill.ts';

/** What one pod's log gave. */
export interface PodLogs {
  pod: Pod;
  lines: LogLine[];
  silent: { container: string; reason: string }[];
  failure?: string;
}

const TAIL = 200;
/** Errors are rare: more has to be read to find them. */
const TAIL_WHEN_FILTERED = 2_000;
const MOST_TAIL = 5_000;

function requestFor({ slots }: SkillContext, cluster: string, pod: Pod): LogRequest {
  const { logs, time } = slots;
  const filtered = logs?.errorsOnly === true || logs?.contains !== undefined || time !== undefined;
  return {
    cluster,
    namespace: pod.metadata.namespace,
    pod: pod.metadata.name,
    container: logs?.container,
    previous: logs?.previous,
    contains: logs?.contains,
    tail: Math.min(MOST_TAIL, filtered ? TAIL_WHEN_FILTERED : (logs?.tail ?? TAIL)),
    sinceTime: time === undefined || time.hasNoStart === true ? undefined : new Date(time.from).toISOString(),
  };
}

function keeps({ slots }: SkillContext) {
  const { logs, time } = slots;
  return ({ at, text }: LogLine): boolean => {
    if (time !== undefined && at !== undefined && Date.parse(at) > time.to) return false;
    return logs?.errorsOnly !== true || isErrorLine(text);
  };
}

/** The crashing container that the pod waits for, unless another one was asked for. */
export function blamed({ slots, now }: SkillContext, pod: Pod): TroubledContainer | undefined {
  if (slots.logs?.container !== undefined) return undefined;
  const trouble = troubledContainer(pod, now);
  return trouble?.status.state.running === undefined ? trouble : undefined;
}

async function readOne(context: SkillContext, cluster: string, pod: Pod): Promise<PodLogs> {
  const trouble = blamed(context, pod);
  const asked = requestFor(context, cluster, pod);
  const request =
    asked.previous === true ? { ...asked, container: trouble?.status.name ?? asked.container } : asked;
  const [result, ended] = await Promise.all([
    context.calls.readLogs(request),
    trouble?.previous === true && request.previous !== true
      ? context.calls.readLogs({ ...request, container: trouble.status.name, previous: true })
      : undefined,
  ]);
  const last = ended?.ok === true ? ended.value.lines : [];
  if (!result.ok && last.length === 0) return { pod, lines: [], silent: [], failure: result.error.message };
  const now = result.ok ? result.value : { lines: [], silent: [] };
  const seen = new Set(now.lines.map(({ at, text }) => `${at} ${text}`));
  const before = last.filter(({ at, text }) => !seen.has(`${at} ${text}`));
  return { pod, lines: [...before, ...now.lines].filter(keeps(context)), silent: now.silent };
}

/** Reads the logs of the pods at once, as the question asks for them. */
export const readAll = (context: SkillContext, cluster: string, pods: Pod[]): Promise<PodLogs[]> =>
  Promise.all(pods.map((pod) => readOne(context, cluster, pod)));
