import type { Dependency } from '../kubelet/app-model.ts';

/** One of the company's own services, as its team would describe it. */
export interface ServiceSpec {
  name: string;
  namespace: string;
  team: string;
  language: 'node' | 'go';
  /** Tags deployed in turn, newest last. */
  tags: string[];
  replicas: number;
  /** Where it serves; a worker serves nothing. */
  port?: number;
  cpu: string;
  memory: string;
  usesCpu?: number;
  usesMi?: number;
  /** Variables it refuses to start without; each comes from its secret or config map. */
  needs?: string[];
  secret?: Record<string, string>;
  config?: Record<string, string>;
  dependencies?: Dependency[];
  autoscale?: { min: number; max: number };
  disruption?: number;
  migrates?: boolean;
  sidecar?: boolean;
}
