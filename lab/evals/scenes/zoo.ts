import { claim, cronJob, deployment, service } from './make.ts';
import type { Scene } from './scene.ts';

const http = (port: number) => ({
  httpGet: { path: '/healthz', port },
  periodSeconds: 10,
  failureThreshold: 3,
});

/** Many harmless differences, for inventory questions. */
export const zoo: Scene = {
  id: 'zoo',
  objects: [
    deployment('zoo/lion', {
      replicas: 3,
      image: 'nginx:1.27.0',
      port: 80,
      labels: { diet: 'meat' },
      liveness: http(80),
      readiness: http(80),
    }),
    deployment('zoo/tiger', { replicas: 2, image: 'nginx:1.27.0', port: 80, labels: { diet: 'meat' } }),
    deployment('zoo/wolf', { image: 'python:3.12', labels: { diet: 'meat' } }),
    deployment('zoo/bear', {
      replicas: 2,
      image: 'registry.example.com/zoo/bear:2.4.1',
      labels: { diet: 'both' },
      requests: { cpu: '400m', memory: '256Mi' },
      limits: { cpu: '1', memory: '2Gi' },
    }),
    deployment('zoo/zebra', { image: 'httpd:latest', labels: { diet: 'plants' }, requests: {}, limits: {} }),
    deployment('zoo/sloth', {
      replicas: 0,
      image: 'registry.example.com/zoo/sloth:0.1.0',
      labels: { diet: 'plants' },
    }),
    service('zoo/lion'),
    service('zoo/tiger', { more: { type: 'NodePort' } }),
    service('zoo/gate', { selector: { app: 'lion' }, more: { type: 'LoadBalancer' } }),
    service('zoo/cave', { selector: { app: 'bear' }, more: { clusterIP: 'None' } }),
    claim('zoo/elephant-feed', '20Gi', {
      annotations: { 'backup-id': 'b7f3a521-8c4d-4e6a-9f2b-1a3d5e7f9c2e' },
    }),
    claim('zoo/mouse-feed', '1Gi'),
    cronJob('zoo/night-feed', '30 2 * * *', true),
    cronJob('zoo/day-feed', '15 9 * * 1'),
  ],
};
