import type { HttpAnswer } from '../../systems/http.ts';
import { keyOf } from '../lines/matching.ts';
import type { Labels, Stream } from '../lines/storage.ts';
import { QueryError } from '../logql/errors.ts';
import type { Matcher } from '../logql/expression.ts';
import { bytesOf, matchersIn, streamsIn } from './discover.ts';
import { limitIn, stepIn } from './parameters.ts';
import { success } from './query.ts';
import type { Backend } from './query.ts';

interface Volume {
  metric: Labels;
  streams: Stream[];
}

function namesIn(params: URLSearchParams, matchers: readonly Matcher[]): string[] {
  const target = params.get('targetLabels') ?? '';
  return target === '' ? matchers.map(({ label }) => label) : target.split(',');
}

function volumesOf(
  streams: readonly Stream[],
  params: URLSearchParams,
  matchers: readonly Matcher[],
): Volume[] {
  const names = namesIn(params, matchers);
  const byLabels = params.get('aggregateBy') === 'labels';
  const groups = new Map<string, Volume>();
  const add = (metric: Labels, stream: Stream): void => {
    const key = keyOf(metric);
    const known = groups.get(key) ?? { metric, streams: [] };
    known.streams.push(stream);
    groups.set(key, known);
  };
  for (const stream of streams) {
    if (byLabels) for (const name of Object.keys(stream.labels)) add({ [name]: '' }, stream);
    else
      add(
        Object.fromEntries(
          names.flatMap((name) => (stream.labels[name] === undefined ? [] : [[name, stream.labels[name]]])),
        ),
        stream,
      );
  }
  return [...groups.values()];
}

function chosen(backend: Backend, params: URLSearchParams) {
  const matchers = matchersIn(params.get('query') ?? '');
  if (!['', 'series', 'labels'].includes(params.get('aggregateBy') ?? ''))
    throw new QueryError('invalid aggregation option');
  const limit = limitIn(params, 'limit', 100);
  const { start, end, streams } = streamsIn(backend, params, matchers);
  const volumes = volumesOf(streams, params, matchers)
    .map((volume) => ({ ...volume, bytes: bytesOf(volume.streams, start, end) }))
    .sort((a, b) => b.bytes - a.bytes || (keyOf(a.metric) < keyOf(b.metric) ? -1 : 1));
  return { start, end, volumes: volumes.slice(0, limit) };
}

/** `/loki/api/v1/index/volume`. */
export function indexVolume(backend: Backend, params: URLSearchParams): HttpAnswer {
  const { end, volumes } = chosen(backend, params);
  return success(
    'vector',
    volumes.map(({ metric, bytes }) => ({ metric, value: [end / 1000, String(bytes)] })),
  );
}

/** `/loki/api/v1/index/volume_range`. */
export function indexVolumeRange(backend: Backend, params: URLSearchParams): HttpAnswer {
  const { start, end, volumes } = chosen(backend, params);
  const step = stepIn(params, { start, end });
  const first = Math.floor(start / step) * step;
  const times = Array.from(
    { length: Math.max(1, Math.ceil((end - first) / step)) },
    (_, index) => first + index * step,
  );
  const result = volumes.map(({ metric, streams }) => ({
    metric,
    values: times
      .map((time) => [time, bytesOf(streams, Math.max(start, time), Math.min(end, time + step))] as const)
      .filter(([, bytes]) => bytes > 0)
      .map(([time, bytes]) => [(time + step - 1) / 1000, String(bytes)]),
  }));
  return success('matrix', result);
}
