import { configMap, deployment } from './manifests.ts';

export const NAMESPACE = 'contract-refusals';
export const MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
export const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const MERGE = { 'content-type': 'application/merge-patch+json' };
const JSON_PATCH = { 'content-type': 'application/json-patch+json' };
const STALE =
  'Operation cannot be fulfilled on configmaps "kept": the object has been modified; please apply your changes to the latest version and try again';
const BAD_NAME =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

type Request = [method: string, path: string, body?: unknown, headers?: Record<string, string>];

/** A request and the Status that it gets. */
export interface Refusal {
  what: string;
  request: Request;
  code: number;
  reason: string;
  message: string | RegExp;
  /** Undefined: the Status has none. */
  details?: object;
}

const MISSING: Refusal[] = [
  {
    what: 'an object that does not exist',
    request: ['GET', `${MAPS}/nope`],
    ...notFound('configmaps', 'nope'),
  },
  {
    what: 'an object of a named group that does not exist',
    request: ['GET', `${DEPLOYMENTS}/nope`],
    ...notFound('deployments', 'nope', 'apps'),
  },
  {
    what: 'a namespace that does not exist',
    request: ['GET', '/api/v1/namespaces/nope'],
    ...notFound('namespaces', 'nope'),
  },
  {
    what: 'writing into a namespace that does not exist',
    request: ['POST', '/api/v1/namespaces/nope/configmaps', configMap('lost')],
    ...notFound('namespaces', 'nope'),
  },
  {
    what: 'a kind that is not served',
    request: ['GET', `/api/v1/namespaces/${NAMESPACE}/nonsense`],
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  },
  {
    what: 'a patch of nothing',
    request: ['PATCH', `${MAPS}/nope`, { data: {} }, MERGE],
    ...notFound('configmaps', 'nope'),
  },
  { what: 'deleting nothing', request: ['DELETE', `${MAPS}/nope`], ...notFound('configmaps', 'nope') },
  {
    what: 'replacing nothing',
    request: ['PUT', `${MAPS}/nope`, configMap('nope')],
    ...notFound('configmaps', 'nope'),
  },
  {
    what: 'the scale of nothing',
    request: ['GET', `${DEPLOYMENTS}/nope/scale`],
    ...notFound('deployments', 'nope', 'apps'),
  },
  {
    what: 'the log of no pod',
    request: ['GET', `/api/v1/namespaces/${NAMESPACE}/pods/nope/log`],
    ...notFound('pods', 'nope'),
  },
];

const CONFLICTS: Refusal[] = [
  {
    what: 'creating what exists',
    request: ['POST', MAPS, configMap('kept')],
    code: 409,
    reason: 'AlreadyExists',
    message: 'configmaps "kept" already exists',
    details: { name: 'kept', kind: 'configmaps' },
  },
  {
    what: 'replacing an older version',
    request: [
      'PUT',
      `${MAPS}/kept`,
      { ...configMap('kept'), metadata: { name: 'kept', resourceVersion: '1' } },
    ],
    ...conflict(),
  },
  {
    what: 'patching an older version',
    request: ['PATCH', `${MAPS}/kept`, { metadata: { resourceVersion: '1' }, data: { a: '2' } }, MERGE],
    ...conflict(),
  },
  {
    what: 'deleting an object of another uid',
    request: [
      'DELETE',
      `${MAPS}/kept`,
      { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: 'other' } },
    ],
    code: 409,
    reason: 'Conflict',
    message:
      /^Operation cannot be fulfilled on ConfigMap "kept": the UID in the precondition \(other\) does not match the UID in record \(.+\)\. The object might have been deleted and then recreated$/,
    details: { name: 'kept', kind: 'ConfigMap' },
  },
];

const INVALID: Refusal[] = [
  invalid('a name with capitals', ['POST', MAPS, configMap('Bad_Name')], {
    of: 'ConfigMap',
    name: 'Bad_Name',
    causes: [['FieldValueInvalid', 'metadata.name', `Invalid value: "Bad_Name": ${BAD_NAME}`]],
  }),
  invalid('no name', ['POST', MAPS, { metadata: {} }], {
    of: 'ConfigMap',
    name: '',
    causes: [['FieldValueRequired', 'metadata.name', 'Required value: name or generateName is required']],
  }),
  invalid('no containers', ['POST', DEPLOYMENTS, withContainers([])], {
    of: 'Deployment',
    name: 'web',
    causes: [['FieldValueRequired', 'spec.template.spec.containers', 'Required value']],
  }),
  invalid('a container without an image', ['POST', DEPLOYMENTS, withContainers([{ name: 'app' }])], {
    of: 'Deployment',
    name: 'web',
    causes: [['FieldValueRequired', 'spec.template.spec.containers[0].image', 'Required value']],
  }),
  invalid(
    'a selector that does not match its own pods',
    ['POST', DEPLOYMENTS, deployment('web', { selector: { matchLabels: { app: 'other' } } })],
    {
      of: 'Deployment',
      name: 'web',
      causes: [
        [
          'FieldValueInvalid',
          'spec.template.metadata.labels',
          'Invalid value: {"app":"web"}: `selector` does not match template `labels`',
        ],
      ],
    },
  ),
  invalid('fewer replicas than none', ['POST', DEPLOYMENTS, deployment('web', { replicas: -1 })], {
    of: 'Deployment',
    name: 'web',
    causes: [['FieldValueInvalid', 'spec.replicas', 'Invalid value: -1: must be greater than or equal to 0']],
  }),
  invalid('a changed selector', ['PATCH', `${DEPLOYMENTS}/steady`, changedSelector('another'), MERGE], {
    of: 'Deployment',
    name: 'steady',
    causes: [
      [
        'FieldValueInvalid',
        'spec.selector',
        'Invalid value: {"matchLabels":{"app":"another"}}: field is immutable',
      ],
    ],
  }),
  {
    what: 'a scale below nothing',
    request: ['PATCH', `${DEPLOYMENTS}/steady/scale`, { spec: { replicas: -4 } }, MERGE],
    code: 422,
    reason: 'Invalid',
    message:
      'Scale.autoscaling "steady" is invalid: spec.replicas: Invalid value: -4: must be greater than or equal to 0',
    details: {
      name: 'steady',
      group: 'autoscaling',
      kind: 'Scale',
      causes: [
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: -4: must be greater than or equal to 0',
          field: 'spec.replicas',
        },
      ],
    },
  },
  {
    what: 'a JSON patch whose test fails',
    request: ['PATCH', `${MAPS}/kept`, [{ op: 'test', path: '/data/a', value: 'x' }], JSON_PATCH],
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  },
  {
    what: 'a JSON patch of a field that is not there',
    request: ['PATCH', `${MAPS}/kept`, [{ op: 'remove', path: '/data/zzz' }], JSON_PATCH],
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  },
];

const BAD_REQUESTS: Refusal[] = [
  {
    what: 'a number where none is',
    request: ['POST', DEPLOYMENTS, deployment('web', { replicas: '3' })],
    code: 400,
    reason: 'BadRequest',
    message: /^Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string/,
  },
  {
    what: 'a field that does not exist, asked strictly',
    request: ['POST', `${DEPLOYMENTS}?fieldValidation=Strict&dryRun=All`, deployment('web', { replica: 3 })],
    code: 400,
    reason: 'BadRequest',
    message:
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica"',
  },
  {
    what: 'another kind than the path says',
    request: ['POST', MAPS, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }],
    code: 400,
    reason: 'BadRequest',
    message: /^Secret in version "v1" cannot be handled as a ConfigMap/,
  },
  {
    what: 'another namespace than the path says',
    request: ['POST', MAPS, { metadata: { name: 'x', namespace: 'default' } }],
    code: 400,
    reason: 'BadRequest',
    message: 'the namespace of the provided object does not match the namespace sent on the request',
  },
  {
    what: 'another name than the path says',
    request: ['PUT', `${MAPS}/kept`, configMap('other')],
    code: 400,
    reason: 'BadRequest',
    message: 'the name of the object (other) does not match the name on the URL (kept)',
  },
  {
    what: 'a body that is no object',
    request: ['POST', MAPS, 'hello'],
    code: 400,
    reason: 'BadRequest',
    message: /./,
  },
  {
    what: 'a patch of an unknown type',
    request: ['PATCH', `${MAPS}/kept`, { data: { a: '2' } }, { 'content-type': 'application/json' }],
    code: 415,
    reason: 'UnsupportedMediaType',
    message: /Unsupported Media Type|the body of the request was in an unknown format/,
    details: {},
  },
  {
    what: 'a method that makes no sense',
    request: ['POST', `${MAPS}/kept`, {}],
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  },
  {
    what: 'a broken label selector',
    request: ['GET', `${MAPS}?labelSelector=a%3D%3D%3Db`],
    code: 400,
    reason: 'BadRequest',
    message: "unable to parse requirement: found '=', expected: identifier",
  },
  {
    what: 'a field selector on a field that is none',
    request: ['GET', '/api/v1/pods?fieldSelector=spec.image%3Db'],
    code: 400,
    reason: 'BadRequest',
    message: 'field label not supported: spec.image',
  },
  {
    what: 'a page that never was',
    request: ['GET', `${MAPS}?limit=1&continue=garbage`],
    code: 400,
    reason: 'BadRequest',
    message: /^invalid continue token|^continue key is not valid/,
  },
  {
    what: 'a dry run of an unknown kind',
    request: ['POST', `${MAPS}?dryRun=Some`, configMap('dry')],
    code: 422,
    reason: 'Invalid',
    message:
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
    details: {
      group: 'meta.k8s.io',
      kind: 'CreateOptions',
      causes: [
        {
          reason: 'FieldValueNotSupported',
          message: 'Unsupported value: ["Some"]: supported values: "All"',
          field: 'dryRun',
        },
      ],
    },
  },
];

/** Every request that is refused. */
export const REFUSALS: Refusal[] = [...MISSING, ...CONFLICTS, ...INVALID, ...BAD_REQUESTS];

function notFound(kind: string, name: string, group?: string) {
  return {
    code: 404,
    reason: 'NotFound',
    message: `${kind}${group ? `.${group}` : ''} "${name}" not found`,
    details: { name, ...(group && { group }), kind },
  };
}

function conflict() {
  return { code: 409, reason: 'Conflict', message: STALE, details: { name: 'kept', kind: 'configmaps' } };
}

interface Faults {
  of: string;
  name: string;
  causes: [reason: string, field: string, message: string][];
}

function invalid(what: string, request: Request, { of, name, causes }: Faults): Refusal {
  const group = of === 'Deployment' ? 'apps' : undefined;
  const said = causes.map(([, field, message]) => `${field}: ${message}`).join(', ');
  return {
    what,
    request,
    code: 422,
    reason: 'Invalid',
    message: `${of}${group ? `.${group}` : ''} "${name}" is invalid: ${said}`,
    details: {
      ...(name && { name }),
      ...(group && { group }),
      kind: of,
      causes: causes.map(([reason, field, message]) => ({ reason, message, field })),
    },
  };
}

function withContainers(containers: object[]) {
  return deployment('web', { template: { metadata: { labels: { app: 'web' } }, spec: { containers } } });
}

function changedSelector(app: string) {
  return { spec: { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } } } } };
}
