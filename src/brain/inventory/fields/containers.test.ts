import { describe, expect, it } from 'vitest';
import { KIND_SCHEMAS } from '#diagnosis/evidence';
import { imageParts, SPEC_FIELDS } from './containers.ts';

const spec = (containers: object[], initContainers: object[] = []) =>
  KIND_SCHEMAS.Pod.parse({
    metadata: { name: 'x' },
    spec: { containers: named(containers), initContainers: named(initContainers) },
  }).spec;
const named = (containers: object[]) =>
  containers.map((container, at) => ({ name: `c${at}`, image: 'app', ...container }));
const asks = (requests?: object, limits?: object) => ({ resources: { requests, limits } });

describe('images', () => {
  it.each([
    ['nginx', 'docker.io', 'latest'],
    ['nginx:1.25', 'docker.io', '1.25'],
    ['library/nginx', 'docker.io', 'latest'],
    ['registry.example.com/team/app:2', 'registry.example.com', '2'],
    ['localhost:5000/app', 'localhost:5000', 'latest'],
    ['registry.example.com:5000/app:3', 'registry.example.com:5000', '3'],
    ['app@sha256:abc', 'docker.io', 'sha256:abc'],
  ])('%s', (image, registry, tag) => {
    expect(imageParts(image)).toEqual({ registry, tag });
  });
});

describe('requests and limits', () => {
  it('adds up containers and sidecars, as the scheduler does', () => {
    const pod = spec(
      [asks({ cpu: '100m' }), asks({ cpu: '200m' })],
      [{ ...asks({ cpu: '1' }), restartPolicy: 'Always' }],
    );
    expect(SPEC_FIELDS.cpuRequest(pod)).toBeCloseTo(1.3);
  });

  it('counts the largest init container when it asks for more', () => {
    expect(SPEC_FIELDS.memoryRequest(spec([asks({ memory: '64Mi' })], [asks({ memory: '1Gi' })]))).toBe(
      2 ** 30,
    );
  });

  it('takes a limit for a request that is not stated', () => {
    expect(SPEC_FIELDS.memoryRequest(spec([asks(undefined, { memory: '64Mi' })]))).toBe(64 * 2 ** 20);
  });

  it('has no limit as soon as one container has none', () => {
    expect(SPEC_FIELDS.memoryLimit(spec([asks(undefined, { memory: '64Mi' }), asks()]))).toBeUndefined();
    expect(SPEC_FIELDS.limits(spec([asks(undefined, { memory: '64Mi' }), asks()]))).toBeUndefined();
    expect(SPEC_FIELDS.limits(spec([asks(undefined, { memory: '64Mi' })]))).toBe(true);
  });
});
