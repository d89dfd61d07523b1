import { z } from 'zod';
import {
  condition,
  flag,
  labelSelector,
  list,
  maybe,
  metadata,
  number,
  numberOrName,
  section,
  stringMap,
  text,
} from './shape.ts';

export const serviceSchema = z.object({
  metadata,
  spec: section(
    z.object({
      type: z.string().default('ClusterIP'),
      clusterIP: text,
      externalName: text,
      selector: stringMap,
      publishNotReadyAddresses: flag,
      ports: list(
        z.object({
          name: text,
          port: z.number(),
          targetPort: maybe(numberOrName),
          nodePort: number,
          protocol: text,
        }),
      ),
    }),
  ),
  status: section(
    z.object({
      loadBalancer: section(z.object({ ingress: list(z.object({ ip: text, hostname: text })) })),
    }),
  ),
});

export const endpointSliceSchema = z.object({
  metadata,
  addressType: text,
  endpoints: list(
    z.object({
      addresses: list(z.string()),
      nodeName: text,
      conditions: section(z.object({ ready: flag, serving: flag, terminating: flag })),
      targetRef: maybe(z.object({ kind: text, name: text, namespace: text, uid: text })),
    }),
  ),
  ports: list(z.object({ name: text, port: number, protocol: text })),
});

const backend = z.object({
  service: maybe(
    z.object({
      name: z.string(),
      port: section(z.object({ name: text, number })),
    }),
  ),
});

export const ingressSchema = z.object({
  metadata,
  spec: section(
    z.object({
      ingressClassName: text,
      defaultBackend: maybe(backend),
      tls: list(z.object({ hosts: list(z.string()), secretName: text })),
      rules: list(
        z.object({
          host: text,
          http: maybe(z.object({ paths: list(z.object({ path: text, pathType: text, backend })) })),
        }),
      ),
    }),
  ),
  status: section(
    z.object({
      loadBalancer: section(z.object({ ingress: list(z.object({ ip: text, hostname: text })) })),
    }),
  ),
});

export const ingressClassSchema = z.object({
  metadata,
  spec: section(z.object({ controller: text })),
});

const peer = z.object({
  podSelector: maybe(labelSelector),
  namespaceSelector: maybe(labelSelector),
  ipBlock: maybe(z.object({ cidr: z.string(), except: list(z.string()) })),
});
const policyPorts = list(z.object({ protocol: text, port: maybe(numberOrName), endPort: number }));

export const networkPolicySchema = z.object({
  metadata,
  spec: section(
    z.object({
      podSelector: section(labelSelector),
      policyTypes: list(z.string()),
      /** Absent and empty differ for the reader: with the type named, both mean "nothing is let through". */
      ingress: list(z.object({ from: list(peer), ports: policyPorts })),
      egress: list(z.object({ to: list(peer), ports: policyPorts })),
    }),
  ),
});

export const gatewayClassSchema = z.object({
  metadata,
  spec: section(z.object({ controllerName: text })),
  status: section(z.object({ conditions: list(condition) })),
});

export const gatewaySchema = z.object({
  metadata,
  spec: section(
    z.object({
      gatewayClassName: z.string().default(''),
      listeners: list(
        z.object({
          name: z.string(),
          hostname: text,
          port: number,
          protocol: text,
          tls: maybe(z.object({ certificateRefs: list(z.object({ name: z.string(), namespace: text })) })),
          allowedRoutes: maybe(z.object({ namespaces: maybe(z.object({ from: text })) })),
        }),
      ),
    }),
  ),
  status: section(
    z.object({
      conditions: list(condition),
      listeners: list(z.object({ name: z.string(), conditions: list(condition) })),
    }),
  ),
});

export const httpRouteSchema = z.object({
  metadata,
  spec: section(
    z.object({
      hostnames: list(z.string()),
      parentRefs: list(z.object({ kind: text, name: z.string(), namespace: text, sectionName: text })),
      rules: list(
        z.object({
          backendRefs: list(z.object({ kind: text, name: z.string(), namespace: text, port: number })),
        }),
      ),
    }),
  ),
  status: section(
    z.object({
      parents: list(
        z.object({
          parentRef: section(z.object({ name: text })),
          conditions: list(condition),
        }),
      ),
    }),
  ),
});

export type Service = z.output<typeof serviceSchema>;
export type EndpointSlice = z.output<typeof endpointSliceSchema>;
export type Ingress = z.output<typeof ingressSchema>;
export type NetworkPolicy = z.output<typeof networkPolicySchema>;
export type GatewayClass = z.output<typeof gatewayClassSchema>;
export type Gateway = z.output<typeof gatewaySchema>;
export type HttpRoute = z.output<typeof httpRouteSchema>;
