import { describe, expect, test } from 'vitest';
import { isProtobuf, parseProtobuf } from './parse-body.ts';

/** Bodies that kubectl 1.36 sent. */
const CONFIG_MAP = 'azhzAAoPCgJ2MRIJQ29uZmlnTWFwEiEKFwoEbWFkZRIAGgN3ZWIiACoAMgA4AEIAEgYKAWESAWIaACIA';
const DEPLOYMENT =
  'azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50EsEBCiIKA3dlYhIAGgN3ZWIiACoAMgA4AEIAWgoKA2FwcBIDd2ViEowBCAASDAoKCgNhcHASA3dlYhpyChwKABIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViElISNAoFbmdpbngSCm5naW54OjEuMjcqADILCgAQABiQPyIAKgBCAGoAcgCAAQCIAQCQAQCiAQAaADIAQgBKAFIAWABgAGgAggEAigEAmgEAwgEAIgIKACgAOAAaDAgAEAAYACAAKAA4ABoAIgA=';
const REVIEW =
  'azhzAAoyChdhdXRob3JpemF0aW9uLms4cy5pby92MRIXU2VsZlN1YmplY3RBY2Nlc3NSZXZpZXcSOQoQCgASABoAIgAqADIAOABCABIbChkKA3dlYhIEbGlzdBoAIgAqBHBvZHMyADoAGggIABIAGgAgABoAIgA=';

const parse = (body: string) => parseProtobuf(Buffer.from(body, 'base64'));

describe('protobuf bodies', () => {
  test('are told by their content type', () => {
    expect(isProtobuf('application/vnd.kubernetes.protobuf')).toBe(true);
    expect(isProtobuf('application/json')).toBe(false);
  });

  test('become what their JSON would be: maps, and nothing that is empty', () => {
    expect(parse(CONFIG_MAP)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'made', namespace: 'web' },
      data: { a: 'b' },
    });
  });

  test('keep a zero that is meant, and nested lists', () => {
    expect(parse(DEPLOYMENT)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'web', labels: { app: 'web' } },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [{ name: 'nginx', image: 'nginx:1.27', ports: [{ containerPort: 8080 }] }],
          },
        },
      },
    });
  });

  test('of groups with a domain are known too', () => {
    expect(parse(REVIEW)).toEqual({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { namespace: 'web', verb: 'list', resource: 'pods' } },
    });
  });

  test('of a kind that is not known are undefined', () => {
    const kind = Buffer.from('ConfigMap');
    const body = Buffer.from(CONFIG_MAP, 'base64');
    body.write('Unheardof', body.indexOf(kind));
    expect(parseProtobuf(body)).toBeUndefined();
  });

  test('that are broken are refused', () => {
    expect(() => parse(Buffer.from('{"kind":"Pod"}').toString('base64'))).toThrow(RangeError);
    const cut = Buffer.from(DEPLOYMENT, 'base64').subarray(0, 60);
    expect(() => parseProtobuf(cut)).toThrow(RangeError);
  });
});
