import type { Service } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, ageMs, spanInWords } from '../../facts/time.ts';
import { eventFacts, fact } from '../draft.ts';
import type { CheckFamily, Draft } from '../draft.ts';
import { checkEndpoints } from './endpoints.ts';
import { checkPorts } from './ports.ts';

const ADDRESS_GRACE = 5 * MINUTE;

/** A load balancer that has no address for longer than a cloud needs to give one. */
function checkLoadBalancer(index: ClusterIndex, service: Service): Draft[] {
  const waits = service.spec.type === 'LoadBalancer' && !service.status.loadBalancer.ingress.length;
  const age = ageMs(service, index.now) ?? 0;
  if (!waits || age < ADDRESS_GRACE) return [];
  const ref = index.ref('Service', service);
  const failures = index.events('Service', service).filter(({ type }) => type === 'Warning');
  const why = failures[0]?.message
    ? `: ${failures[0].message}`
    : '; nothing in the cluster seems to provide load balancers';
  return [
    {
      check: 'service-load-balancer-pending',
      severity: 'warning',
      explainsNothing: true,
      object: ref,
      title: 'load balancer has no address',
      cause: `Service ${ref.name} has waited ${spanInWords(age)} for an external address${why}.`,
      evidence: [
        fact(index, ref, 'status.loadBalancer is empty'),
        ...eventFacts(index, 'Service', service)(failures, 1),
      ],
      next: `Check the cloud controller or load balancer implementation. ${kubectlDescribe(ref)}`,
    },
  ];
}

/** Services that lead nowhere, or to the wrong port. */
export const SERVICE_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'service-no-pods',
      title: 'The selector of a Service matches no pod',
      looksAt: ['Service', 'EndpointSlice', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'],
    },
    {
      id: 'service-endpoints-not-ready',
      title: 'None of the pods behind a Service is ready',
      looksAt: ['Service', 'EndpointSlice', 'Pod'],
    },
    {
      id: 'service-port-mismatch',
      title: 'A targetPort that no selected pod has',
      looksAt: ['Service', 'Pod'],
    },
    {
      id: 'service-load-balancer-pending',
      title: 'A load balancer without an address',
      looksAt: ['Service', 'Event'],
    },
  ],
  run: (index) =>
    index
      .list('Service')
      .flatMap((service) => [
        ...checkEndpoints(index, service),
        ...checkPorts(index, service),
        ...checkLoadBalancer(index, service),
      ]),
};
