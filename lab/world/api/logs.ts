import type { ServerResponse } from 'node:http';
import type { LogLine } from '../engine/log-book.ts';
import { badRequest, failure, invalid } from '../kube/errors.ts';
import type { Container, Pod } from '../kube/types.ts';
import { isDown } from '../kubelet/say.ts';
import { containerStatus } from '../kubelet/pod-status.ts';
import { logOf } from '../kubelet/logs.ts';
import { sendTyped } from './respond.ts';
import type { Call } from './writes.ts';
import { current } from './writes.ts';

const FOLLOW_EVERY = 250;

function chosenContainer(pod: Pod, asked: string | null): Container {
  const { containers, initContainers = [] } = pod.spec;
  const all = [...containers, ...initContainers];
  const [only] = all;
  const { name } = pod.metadata;
  if (asked) {
    const found = all.find((container) => container.name === asked);
    if (!found) throw badRequest(`container ${asked} is not valid for pod ${name}`);
    return found;
  }
  if (only && all.length === 1) return only;
  const chosen = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  const fallback = containers.find((container) => container.name === chosen);
  if (fallback) return fallback;
  const names = containers.map((container) => container.name).join(' ');
  const inits = initContainers.map((container) => container.name).join(' ');
  const hint = inits === '' ? '' : ` or one of the init containers: [${inits}]`;
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${names}]${hint}`);
}

function waitingText(pod: Pod, container: Container): string {
  const reason = containerStatus(pod, container.name)?.state.waiting?.reason;
  const why = { ErrImagePull: "image can't be pulled", ImagePullBackOff: `trying and failing to pull image` }[
    reason ?? ''
  ];
  return `container "${container.name}" in pod "${pod.metadata.name}" is waiting to start: ${why ?? reason ?? 'ContainerCreating'}`;
}

function linesFor(call: Call, pod: Pod, container: Container): LogLine[] {
  const previous = call.request.query.get('previous') === 'true';
  if (isDown(call.cluster, pod.spec.nodeName ?? '')) {
    const url = `https://${pod.status.hostIP ?? ''}:10250/containerLogs/${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container.name}`;
    throw failure(
      'InternalError',
      `Get "${url}": dial tcp ${pod.status.hostIP ?? ''}:10250: connect: no route to host`,
    );
  }
  const lines = logOf(call.cluster, pod, { container, previous });
  if (lines) return lines;
  if (previous)
    throw badRequest(
      `previous terminated container "${container.name}" in pod "${pod.metadata.name}" not found`,
    );
  if (containerStatus(pod, container.name)?.state.running) return [];
  throw badRequest(waitingText(pod, container));
}

function selectLines(lines: LogLine[], query: URLSearchParams, now: number): LogLine[] {
  const seconds = query.get('sinceSeconds');
  const time = query.get('sinceTime');
  const since =
    seconds !== null ? now - Number(seconds) * 1000 : time !== null ? Date.parse(time) : -Infinity;
  const recent = lines.filter((line) => line.at >= since);
  const tail = query.get('tailLines');
  if (tail === null) return recent;
  return Number(tail) === 0 ? [] : recent.slice(-Number(tail));
}

function textOf(lines: LogLine[], query: URLSearchParams): string {
  const stamped = query.get('timestamps') === 'true';
  return lines.map(({ at, text }) => `${stamped ? `${new Date(at).toISOString()} ` : ''}${text}\n`).join('');
}

function follow(response: ServerResponse, call: Call, work: { container: Container; from: number }): void {
  let from = work.from;
  const timer = setInterval(() => {
    const { cluster, target, request } = call;
    const pod = cluster.store.get('pods', target.namespace, target.name ?? '');
    const lines = pod && logOf(cluster, pod, { container: work.container, previous: false });
    const fresh = (lines ?? []).filter((line) => line.at > from);
    from = fresh.at(-1)?.at ?? from;
    if (fresh.length > 0) response.write(textOf(fresh, request.query));
    if (!pod || !containerStatus(pod, work.container.name)?.state.running) response.end();
  }, FOLLOW_EVERY);
  response.on('close', () => clearInterval(timer));
}

function checkOptions(pod: Pod, query: URLSearchParams): void {
  const tail = query.get('tailLines');
  if (tail === null || Number(tail) >= 0) return;
  const message = `Invalid value: ${tail}: must be greater than or equal to 0`;
  throw invalid({ plural: 'pods', kind: 'PodLogOptions', group: '' }, pod.metadata.name, [
    { reason: 'FieldValueInvalid', message, field: 'tailLines' },
  ]);
}

/** Answers the log subresource of a pod. */
export function sendLogs(response: ServerResponse, call: Call): void {
  const { query } = call.request;
  const pod = current(call) as Pod;
  checkOptions(pod, query);
  if (!pod.spec.nodeName) return sendTyped(response, 204, { text: '', type: 'text/plain' });
  const container = chosenContainer(pod, query.get('container'));
  const lines = linesFor(call, pod, container);
  const now = call.cluster.timeline.now();
  const limit = Number(query.get('limitBytes') ?? 0) || Infinity;
  const text = textOf(selectLines(lines, query, now), query).slice(0, limit);
  response.writeHead(200, { 'content-type': 'text/plain' });
  if (query.get('follow') !== 'true') return void response.end(text);
  response.write(text);
  follow(response, call, { container, from: lines.at(-1)?.at ?? now });
}
