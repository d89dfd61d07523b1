import path from 'node:path';
import { requireBinary } from '../binaries.ts';
import type { Command } from '../children/children.ts';
import { tokenFile } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { ADVERTISED_IP, SERVICE_CIDR } from './certificates.ts';

/** What the parts of a control plane need to know of each other. */
export interface Plan {
  folder: string;
  certificates: string;
  accounts: Accounts;
  kwokConfig: string;
  ports: Record<
    'etcd' | 'etcdPeer' | 'apiServer' | 'controllerManager' | 'scheduler' | 'kwok' | 'metrics',
    number
  >;
}

/** The defaults (20 and 50 requests a second) would make a large cluster take minutes to appear. */
const QUICK_CLIENT = { 'kube-api-qps': '500', 'kube-api-burst': '1000' };

/** etcd, without fsync: its data does not outlive the test. */
export function etcd({ folder, ports }: Plan): Command {
  const peer = loopback('http', ports.etcdPeer);
  return command('etcd', {
    'data-dir': path.join(folder, 'etcd'),
    'listen-client-urls': loopback('http', ports.etcd),
    'advertise-client-urls': loopback('http', ports.etcd),
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'unsafe-no-fsync': 'true',
    'log-level': 'warn',
  });
}

/** kube-apiserver with RBAC, token sign-in, API aggregation, and kwok in the place of kubelets. */
export function apiServer({ folder, certificates, ports }: Plan): Command {
  const pki = (file: string) => path.join(certificates, file);
  return command('kube-apiserver', {
    'etcd-servers': loopback('http', ports.etcd),
    'bind-address': '127.0.0.1',
    'secure-port': String(ports.apiServer),
    'advertise-address': ADVERTISED_IP,
    'service-cluster-ip-range': SERVICE_CIDR,
    'authorization-mode': 'Node,RBAC',
    'token-auth-file': tokenFile(folder),
    'client-ca-file': pki('ca.crt'),
    'tls-cert-file': pki('apiserver.crt'),
    'tls-private-key-file': pki('apiserver.key'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': pki('sa.pub'),
    'service-account-signing-key-file': pki('sa.key'),
    'kubelet-preferred-address-types': 'InternalIP',
    'kubelet-certificate-authority': pki('ca.crt'),
    'kubelet-client-certificate': pki('apiserver-kubelet-client.crt'),
    'kubelet-client-key': pki('apiserver-kubelet-client.key'),
    'proxy-client-cert-file': pki('front-proxy-client.crt'),
    'proxy-client-key-file': pki('front-proxy-client.key'),
    'requestheader-client-ca-file': pki('front-proxy-ca.crt'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'allow-privileged': 'true',
    profiling: 'false',
  });
}

/** kube-controller-manager with every controller that is on by default. */
export function controllerManager({ accounts, certificates, ports }: Plan): Command {
  return command('kube-controller-manager', {
    ...delegation(accounts.controllerManager.kubeconfigPath),
    ...serving(certificates, ports.controllerManager),
    ...QUICK_CLIENT,
    'use-service-account-credentials': 'true',
    'service-account-private-key-file': path.join(certificates, 'sa.key'),
    'root-ca-file': path.join(certificates, 'ca.crt'),
    'leader-elect': 'false',
    profiling: 'false',
  });
}

/** kube-scheduler with its default profile. */
export function scheduler({ accounts, certificates, ports }: Plan): Command {
  return command('kube-scheduler', {
    ...delegation(accounts.scheduler.kubeconfigPath),
    ...serving(certificates, ports.scheduler),
    ...QUICK_CLIENT,
    'leader-elect': 'false',
    profiling: 'false',
  });
}

/** kwok as the kubelet of every node with the annotation `kwok.x-k8s.io/node: fake`. */
export function kwok({ accounts, certificates, kwokConfig, ports }: Plan): Command {
  return command('kwok', {
    kubeconfig: accounts.kwok.kubeconfigPath,
    config: kwokConfig,
    'manage-nodes-with-annotation-selector': 'kwok.x-k8s.io/node=fake',
    'enable-crds': 'Logs',
    cidr: '10.244.0.0/16',
    'node-ip': '127.0.0.1',
    'node-port': String(ports.kwok),
    'server-address': `127.0.0.1:${ports.kwok}`,
    'node-lease-duration-seconds': '40',
    ...tls(certificates),
  });
}

/** metrics-server, which asks kwok every ten seconds. */
export function metricsServer({ accounts, certificates, ports }: Plan): Command {
  const { kubeconfigPath } = accounts.metricsServer;
  return command('metrics-server', {
    ...delegation(kubeconfigPath),
    ...serving(certificates, ports.metrics),
    'metric-resolution': '10s',
    'kubelet-request-timeout': '5s',
    'kubelet-use-node-status-port': 'true',
    'kubelet-preferred-address-types': 'InternalIP',
    'kubelet-certificate-authority': path.join(certificates, 'ca.crt'),
  });
}

function command(name: string, flags: Record<string, string>): Command {
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
  return { name, program: requireBinary(name), args };
}

function delegation(kubeconfig: string) {
  return { kubeconfig, 'authentication-kubeconfig': kubeconfig, 'authorization-kubeconfig': kubeconfig };
}

function serving(certificates: string, port: number) {
  return { 'bind-address': '127.0.0.1', 'secure-port': String(port), ...tls(certificates) };
}

function tls(certificates: string) {
  return {
    'tls-cert-file': path.join(certificates, 'apiserver.crt'),
    'tls-private-key-file': path.join(certificates, 'apiserver.key'),
  };
}

function loopback(scheme: 'http' | 'https', port: number): string {
  return `${scheme}://127.0.0.1:${port}`;
}
