import type { Condition, KubeObject, LabelSelector, PortNumber, StringMap } from './types.ts';

export interface ServicePort {
  name?: string;
  port: number;
  targetPort?: PortNumber;
  protocol?: string;
  nodePort?: number;
}

export interface Service extends KubeObject {
  spec: {
    type?: string;
    selector?: StringMap;
    ports?: ServicePort[];
    clusterIP?: string;
    clusterIPs?: string[];
    externalName?: string;
    publishNotReadyAddresses?: boolean;
    [field: string]: unknown;
  };
}

export interface Endpoint {
  addresses: string[];
  conditions: { ready: boolean; serving: boolean; terminating: boolean };
  nodeName?: string;
  zone?: string;
  hostname?: string;
  targetRef?: { kind: string; name: string; namespace?: string; uid: string };
}

export interface EndpointSlice extends KubeObject {
  addressType: string;
  endpoints: Endpoint[];
  ports: { name: string; port: number; protocol: string }[] | null;
}

export interface NetworkPolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: string[] };
}

export interface NetworkPolicyRule {
  from?: NetworkPolicyPeer[];
  to?: NetworkPolicyPeer[];
  ports?: { port?: PortNumber; protocol?: string }[];
}

export interface NetworkPolicy extends KubeObject {
  spec: {
    podSelector: LabelSelector;
    policyTypes?: string[];
    ingress?: NetworkPolicyRule[];
    egress?: NetworkPolicyRule[];
  };
}

interface IngressBackend {
  service?: { name: string; port: { name?: string; number?: number } };
}

export interface Ingress extends KubeObject {
  spec: {
    ingressClassName?: string;
    defaultBackend?: IngressBackend;
    tls?: { hosts?: string[]; secretName?: string }[];
    rules?: {
      host?: string;
      http?: { paths: { path?: string; pathType: string; backend: IngressBackend }[] };
    }[];
  };
}

export interface Certificate extends KubeObject {
  spec: { secretName: string; dnsNames?: string[] };
  status: { notBefore?: string; notAfter?: string; renewalTime?: string; conditions?: Condition[] };
}

export interface HttpRoute extends KubeObject {
  spec: { hostnames?: string[]; rules: { backendRefs?: { name: string; port?: number }[] }[] };
  status: { parents: { parentRef: object; controllerName: string; conditions: Condition[] }[] };
}
