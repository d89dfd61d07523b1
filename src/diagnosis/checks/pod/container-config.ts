import type { Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { oneLine, sentence } from '../../facts/wording.ts';
import { eventFacts, fact } from '../draft.ts';
import { capital, waitingFor } from './containers.ts';
import type { ContainerCase } from './containers.ts';
import { explainMissing } from './missing-reference.ts';
import type { PodTrouble } from './pod-draft.ts';

const CONFIG = new Set(['CreateContainerConfigError']);
const START = new Set([
  'CreateContainerError',
  'RunContainerError',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
]);

interface StartFailure {
  pattern: RegExp;
  title: string;
  why: (container: ContainerCase, match: RegExpExecArray) => string;
}

const START_FAILURES: StartFailure[] = [
  {
    pattern:
      /exec: "([^"]+)":[^:]*(?:executable file not found|no such file or directory)|stat (\S+): no such file/i,
    title: 'command not found in the image',
    why: ({ words }, match) =>
      `${words} cannot start: the command ${match[1] ?? match[2] ?? ''} is not in the image`,
  },
  {
    pattern: /exec: "([^"]+)":[^:]*permission denied/i,
    title: 'command is not executable',
    why: ({ words }, match) =>
      `${words} cannot start: ${match[1] ?? 'the command'} has no execute permission`,
  },
  {
    pattern: /exec format error/i,
    title: 'image is built for another architecture',
    why: ({ words }) => `${words} cannot start: its program is built for another processor architecture`,
  },
  {
    pattern: /container name "([^"]+)"[^.]*already in use/i,
    title: 'an old container holds the name',
    why: ({ words }) => `${words} cannot be created: an earlier container still holds its name`,
  },
  {
    pattern: /no command specified/i,
    title: 'image has no command',
    why: ({ words }) => `${words} cannot start: neither the image nor the pod says which command to run`,
  },
  {
    pattern: /not a directory|subPath|subpath/,
    title: 'volume mount does not fit',
    why: ({ words, status }) =>
      `${words} cannot start: a volume mount does not fit (${oneLine(status.state.waiting?.message ?? '', 160)})`,
  },
];

/** CreateContainerConfigError: a missing config map, secret or key, or a security setting the image cannot meet. */
export function checkContainerConfig(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const found = waitingFor(pod, CONFIG)[0];
  if (!found) return undefined;
  const message = found.status.state.waiting?.message ?? '';
  const missing = explainMissing(index, pod, message);
  const ref = index.ref('Pod', pod);
  const asRoot = /runAsNonRoot/.test(message);
  return {
    check: missing ? 'pod-missing-reference' : 'pod-container-config',
    title:
      missing?.title ??
      (asRoot ? 'image runs as root, which the pod forbids' : 'container configuration is faulty'),
    cause: missing
      ? `${capital(found.words)} cannot start: ${missing.words}.`
      : sentence(
          `${found.words} cannot start: ${asRoot ? 'runAsNonRoot is set and the image runs as root' : message}`,
        ),
    evidence: [fact(index, ref, `${found.status.name} waits: CreateContainerConfigError: ${message}`)],
    next: missing?.next ?? `Correct the container’s settings. ${kubectlDescribe(ref)}`,
    related: missing?.related,
    sameAs: missing?.words ?? message,
  };
}

const HOOK = /Hook/;

/** CreateContainerError, RunContainerError and failing hooks, with the runtime's reason taken apart. */
export function checkContainerStart(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const found = waitingFor(pod, START)[0];
  if (!found) return undefined;
  const { reason = '', message = '' } = found.status.state.waiting ?? {};
  const events = index.events('Pod', pod).filter((event) => event.type === 'Warning');
  const hooks = events.filter((event) => HOOK.test(event.reason ?? ''));
  const match = START_FAILURES.map((failure) => ({ failure, match: failure.pattern.exec(message) })).find(
    (one) => one.match,
  );
  const hookSays = hooks[0]?.message ?? message;
  const why = HOOK.test(reason)
    ? `${found.words} cannot start: its hook fails (${oneLine(hookSays, 160)})`
    : undefined;
  const known = match?.match ? match.failure.why(found, match.match) : undefined;
  const ref = index.ref('Pod', pod);
  return {
    check: 'pod-container-start',
    title: match?.failure.title ?? (why ? 'start hook fails' : 'container cannot be started'),
    cause: sentence(why ?? known ?? `${found.words} cannot start: ${message || reason}`),
    evidence: [
      fact(index, ref, `${found.status.name} waits: ${reason}: ${message}`),
      ...eventFacts(index, 'Pod', pod)(hooks.length ? hooks : events, 1),
    ],
    next: `Compare the command, arguments and mounts with what the image contains. ${kubectlDescribe(ref)}`,
    sameAs: found.status.name,
  };
}
