/** What a thing is for, in people's words, and the images that do it. Matched as whole words, and as whole parts of an image's path. */
export interface Role {
  said: string;
  images?: string;
  /** Played by Services of type LoadBalancer. */
  isLoadBalancer?: boolean;
}

/** Parts that something in a cluster may play without being called so; those without images are looked for by name only. */
export const ROLES: readonly Role[] = [
  {
    said: 'control plane|controlplane',
    images: 'kube-apiserver|kube-scheduler|kube-controller-manager|etcd',
  },
  { said: 'etcd', images: 'etcd' },
  { said: 'scheduler|kube scheduler', images: 'kube-scheduler' },
  {
    said: 'api server|apiserver|kube api server|kube apiserver|kubernetes api|kubernetes api server',
    images: 'kube-apiserver',
  },
  { said: 'controller manager|kube controller manager', images: 'kube-controller-manager' },
  {
    said: 'queue|queues|message queue|message queues|message broker|broker|event bus|message bus|mq',
    images:
      'rabbitmq|kafka|nats|nats-server|activemq|artemis|redpanda|pulsar|mosquitto|emqx|nsq|rocketmq|strimzi',
  },
  {
    said: 'cni|network plugin|overlay network|pod network',
    images: 'flannel|calico|cilium|weave|kube-router|antrea|canal|ovn-kubernetes|multus',
  },
  {
    said: 'monitoring|monitoring stack|monitoring system|observability stack',
    images: 'prometheus|grafana|alertmanager|victoria-metrics|vmagent|vmsingle|thanos|mimir',
  },
  { said: 'cache|caches', images: 'redis|memcached|valkey|dragonfly|keydb|varnish|hazelcast' },
  {
    said: 'ingress controller',
    images: 'ingress-nginx|nginx-ingress|traefik|haproxy-ingress|contour|kong|apisix|voyager',
  },
  { said: 'service mesh|mesh', images: 'istio|istiod|linkerd|pilot|consul|kuma' },
  {
    said: 'log collector|log shipper|log forwarder',
    images: 'fluent-bit|fluentd|promtail|vector|filebeat|logstash|alloy|fluentbit',
  },
  { said: 'load balancer|load balancers|loadbalancer|lb', isLoadBalancer: true },
  {
    said: 'object store|object storage|blob store|s3',
    images: 'minio|ceph|rook|seaweedfs|garage',
  },
  { said: 'identity provider|idp|sso', images: 'keycloak|dex|authentik|zitadel|hydra|ory' },
  { said: 'dashboard', images: 'kubernetes-dashboard|dashboard|headlamp|lens' },
  { said: 'autoscaler|cluster autoscaler', images: 'cluster-autoscaler|karpenter|keda' },
  { said: 'firewall|waf|vpn|cdn' },
];
