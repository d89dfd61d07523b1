import type { Ingress } from '../../evidence/index.ts';
import { backendFault } from '../../facts/backend.ts';
import type { Backend, BackendFault } from '../../facts/backend.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe, kubectlList } from '../../facts/refs.ts';
import { MINUTE, ageMs } from '../../facts/time.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { CheckFamily, Draft } from '../draft.ts';

const LEGACY_CLASS = 'kubernetes.io/ingress.class';
const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';
const ISSUING_GRACE = 10 * MINUTE;
/** A "service" of this port is an instruction to the AWS load balancer controller, not a Service. */
const ALB_ACTION = 'use-annotation';

interface Route extends Backend {
  path: string;
}

function routesOf({ metadata, spec }: Ingress): Route[] {
  const paths = spec.rules.flatMap(({ host, http }) =>
    (http?.paths ?? []).map(({ path, backend }) => ({ path: `${host ?? '*'}${path ?? '/'}`, backend })),
  );
  const fallback = spec.defaultBackend ? [{ path: 'everything else', backend: spec.defaultBackend }] : [];
  return [...paths, ...fallback].flatMap(({ path, backend: { service } }) => {
    if (!service || service.port.name === ALB_ACTION) return [];
    return [
      {
        path,
        namespace: metadata.namespace,
        name: service.name,
        port: service.port.number ?? service.port.name,
      },
    ];
  });
}

function checkBackends(index: ClusterIndex, ingress: Ingress): Draft[] {
  const ref = index.ref('Ingress', ingress);
  const faults = new Map<string, [BackendFault, string[]]>();
  for (const route of routesOf(ingress)) {
    const fault = backendFault(index, route);
    if (!fault) continue;
    const known = faults.get(fault.words);
    if (known) known[1].push(route.path);
    else faults.set(fault.words, [fault, [route.path]]);
  }
  return [...faults.values()].map(([fault, paths]) => ({
    check: 'ingress-backend',
    severity: 'critical',
    object: ref,
    title: fault.kind === 'down' ? 'backend has no ready endpoint' : 'backend does not exist',
    cause: `Ingress ${ref.name} sends ${joinWords(paths)} nowhere: ${fault.words}.`,
    evidence: [fact(index, ref, `Ingress ${ref.name}: backend of ${joinWords(paths)}: ${fault.words}`)],
    next: `Correct the backend or bring it back. ${kubectlList('service', ref.namespace)}`,
    related: fault.kind === 'missing' ? [] : [fault.service],
    explainedBy: [fault.service],
    onlyAsConsequence: fault.kind === 'down',
  }));
}

const isServed = ({ status }: Ingress) => status.loadBalancer.ingress.length > 0;

function checkClass(index: ClusterIndex, ingress: Ingress): Draft[] {
  const { ingressClassName: name } = ingress.spec;
  const legacy = ingress.metadata.annotations[LEGACY_CLASS];
  if (isServed(ingress) || legacy !== undefined || !index.sees('IngressClass')) return [];
  const classes = index.list('IngressClass');
  const known = classes.map(({ metadata }) => metadata.name);
  const ref = index.ref('Ingress', ingress);
  const byDefault = classes.some(({ metadata }) => metadata.annotations[DEFAULT_CLASS] === 'true');
  if (name === undefined ? byDefault : known.includes(name)) return [];
  const exist = known.length ? `the cluster has ${joinWords(known)}` : 'the cluster has no IngressClass';
  const what =
    name === undefined
      ? 'names no class and none is the default'
      : `asks for the class ${name}, which does not exist`;
  return [
    {
      check: 'ingress-class',
      severity: 'warning',
      object: ref,
      title: name === undefined ? 'has no ingress class' : `ingress class ${name} does not exist`,
      cause: `No controller serves Ingress ${ref.name}: it ${what} (${exist}).`,
      evidence: [fact(index, ref, `ingressClassName is ${name ?? 'not set'}; no address in its status`)],
      next: `Set spec.ingressClassName to a class that exists. kubectl get ingressclass`,
    },
  ];
}

const isIssued = ({ metadata }: Ingress) =>
  Object.keys(metadata.annotations).some((key) => key.startsWith('cert-manager.io/'));

function coversHost(hosts: readonly string[], host: string): boolean {
  return hosts.some(
    (one) => one === host || (one.startsWith('*.') && host.slice(host.indexOf('.')) === one.slice(1)),
  );
}

function tlsFault(
  index: ClusterIndex,
  ingress: Ingress,
  tls: Ingress['spec']['tls'][number],
): [words: string, missing: boolean] | undefined {
  const { namespace } = ingress.metadata;
  const name = tls.secretName;
  if (!name || !index.sees('Secret', namespace)) return undefined;
  const secret = index.get('Secret', namespace, name);
  if (!secret) {
    if (isIssued(ingress) && (ageMs(ingress, index.now) ?? 0) < ISSUING_GRACE) return undefined;
    const issuer = isIssued(ingress) ? '; cert-manager, which should issue it, has not done so' : '';
    return [`the TLS secret ${name} does not exist in ${namespace}${issuer}`, true];
  }
  const hosts = secret.certificate?.hosts ?? [];
  const uncovered = hosts.length ? tls.hosts.filter((host) => !coversHost(hosts, host)) : [];
  if (!uncovered.length) return undefined;
  return [
    `the certificate in ${name} does not cover ${joinWords(uncovered)} (it is for ${joinWords(hosts)})`,
    false,
  ];
}

function checkTls(index: ClusterIndex, ingress: Ingress): Draft[] {
  const ref = index.ref('Ingress', ingress);
  return ingress.spec.tls.flatMap((tls) => {
    const fault = tlsFault(index, ingress, tls);
    if (!fault) return [];
    const [words, missing] = fault;
    return [
      {
        check: 'ingress-tls',
        severity: 'warning' as const,
        object: ref,
        title: missing ? 'TLS secret is missing' : 'certificate does not cover its hosts',
        cause: oneLine(
          `Ingress ${ref.name} cannot serve ${joinWords(tls.hosts) || 'its hosts'} with the right certificate: ${words}.`,
          400,
        ),
        evidence: [
          fact(index, ref, `spec.tls names the secret ${tls.secretName ?? ''} for ${joinWords(tls.hosts)}`),
        ],
        next: missing
          ? `Create the secret or correct its name. ${kubectlList('secret', ref.namespace)}`
          : `Issue a certificate for these hosts. ${kubectlDescribe(ref)}`,
      },
    ];
  });
}

/** Ingresses that no controller serves, that lead nowhere, or that lack their certificate. */
export const INGRESS_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'ingress-backend',
      title: 'An Ingress leads to a Service that is missing or down',
      looksAt: ['Ingress', 'Service', 'EndpointSlice'],
    },
    { id: 'ingress-class', title: 'No ingress class fits', looksAt: ['Ingress', 'IngressClass'] },
    {
      id: 'ingress-tls',
      title: 'The TLS secret is missing or for other hosts',
      looksAt: ['Ingress', 'Secret'],
    },
  ],
  run: (index) =>
    index
      .list('Ingress')
      .flatMap((ingress) => [
        ...checkBackends(index, ingress),
        ...checkClass(index, ingress),
        ...checkTls(index, ingress),
      ]),
};
