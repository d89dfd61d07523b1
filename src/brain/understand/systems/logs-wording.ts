import type { UnderstandInput } from '../reading.ts';

const OF_LOGS = /\b(?:logs?|log lines?|output|print(?:s|ed)?|stdout)\b/i;
/** Labels that say what a pod is called. */
const SELECTED =
  /(?:^|\s)(?:-l|--selector)[= ]\s*(?:app|name|k8s-app|app\.kubernetes\.io\/name|service)=([\w.-]+)/i;
const CONTAINER_FIRST =
  /^((?:(?:show|get|give|see|tail|fetch|please|can you|could you|the|me|all|last|recent|any|errors? in|errors? of)\s+)*)([\w.-]+) (?:container )?(logs?|log lines?|output) (?:of|from|in|for) (?!container\b)(.+)$/i;
const CONTAINER_BETWEEN =
  /\b(logs?|log lines?|output|errors?) (?:of|from|in|for) (?:the )?([\w.-]+) (?:of|in|inside) (?!the last\b|the past\b|last\b)(?:pod |deployment |the )*([\w.-]+)/i;
const LAST_RUN =
  /\b((?:last|latest|newest|most recent|previous|nightly|daily|today's|yesterday's) )([\w.-]+)(?: (?:run|job|cron ?job))?\b/i;

type Names = ReadonlySet<string>;

const workloads = ({ clusters, snapshot }: UnderstandInput): Names =>
  new Set(
    clusters.flatMap(({ name }) => {
      const objects = snapshot(name)?.objects;
      if (objects === undefined) return [];
      const all = [objects.Deployment, objects.StatefulSet, objects.DaemonSet, objects.CronJob, objects.Job];
      return [...all, objects.Namespace].flatMap((list) => list.map(({ metadata }) => metadata.name));
    }),
  );

const containers = ({ clusters, snapshot }: UnderstandInput): Names =>
  new Set(
    clusters.flatMap(({ name }) =>
      (snapshot(name)?.objects.Pod ?? []).flatMap(({ spec }) =>
        [...spec.containers, ...spec.initContainers].map((container) => container.name),
      ),
    ),
  );

/** "proxy logs of orders", "logs of the proxy of orders": of a container in it, where one goes by that name and nothing else does. */
function containerNamed(message: string, input: UnderstandInput): string {
  const first = CONTAINER_FIRST.exec(message);
  const between = first === null ? CONTAINER_BETWEEN.exec(message) : null;
  const said = first?.[2] ?? between?.[2];
  if (said === undefined || workloads(input).has(said) || !containers(input).has(said)) return message;
  if (first !== null)
    return `${first[1] ?? ''}${first[3] ?? 'logs'} of container ${said} of ${first[4] ?? ''}`;
  return message.replace(CONTAINER_BETWEEN, '$1 of container $2 of $3');
}

/** "what did the last backup print": of the only cron job with that in its name. */
function runNamed(message: string, { clusters, snapshot }: UnderstandInput): string {
  const said = LAST_RUN.exec(message)?.[2]?.toLowerCase();
  if (said === undefined) return message;
  const jobs = clusters.flatMap(({ name }) => snapshot(name)?.objects.CronJob ?? []);
  const names = [...new Set(jobs.map(({ metadata }) => metadata.name))];
  const [only, ...others] = names.filter((name) => name.split('-').includes(said));
  return only === undefined || others.length > 0 || only === said
    ? message
    : message.replace(LAST_RUN, `cronjob ${only}`);
}

const LABELS_OF_LOGS =
  /^(?:which|what) (?:labels?|fields?) (?:do|does|have|has|are (?:there )?(?:on|in|of)) (?:the |our |my |all )*(?:logs?|log lines?|loki)(?: (?:have|bear|carry|use|know))?[?.!\s]*$/i;

/** A message about logs with what it calls a container, a selector or a run put as a name. */
export function logsPutPlainly(message: string, input: UnderstandInput): string {
  if (input.connected?.has('loki') === true && LABELS_OF_LOGS.test(message.trim()))
    return 'log labels in loki';
  if (!OF_LOGS.test(message) || message.length > 200) return message;
  const selected = message.replace(SELECTED, ' $1');
  return runNamed(containerNamed(selected, input), input);
}
