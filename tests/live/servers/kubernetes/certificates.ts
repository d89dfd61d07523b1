import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { requireBinary, serverVersion } from '../binaries.ts';

/** The IP that the service `kubernetes` names as its endpoint: loopback is not allowed there, and nobody connects to it. */
export const ADVERTISED_IP = '192.0.2.1';
/** The range of ClusterIPs. */
export const SERVICE_CIDR = '10.96.0.0/16';

/** Has kubeadm make the certificates and keys of a control plane, and returns their folder. */
export function makeCertificates(folder: string): string {
  const certificates = path.join(folder, 'pki');
  const config = path.join(folder, 'kubeadm.yaml');
  const documents = [initConfiguration(), clusterConfiguration(certificates)];
  writeFileSync(config, documents.map((document) => JSON.stringify(document)).join('\n---\n'));
  execFileSync(requireBinary('kubeadm'), ['init', 'phase', 'certs', 'all', '--config', config], {
    stdio: 'pipe',
  });
  return certificates;
}

function initConfiguration() {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'InitConfiguration',
    localAPIEndpoint: { advertiseAddress: ADVERTISED_IP },
    nodeRegistration: { name: 'control-plane' },
  };
}

function clusterConfiguration(certificatesDir: string) {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    kubernetesVersion: serverVersion('kubernetes'),
    certificatesDir,
    encryptionAlgorithm: 'ECDSA-P256',
    networking: { serviceSubnet: SERVICE_CIDR },
    apiServer: { certSANs: ['127.0.0.1', 'localhost'] },
    etcd: { external: { endpoints: ['http://127.0.0.1:2379'] } },
  };
}
