/** Something an application talks to. */
export interface Dependency {
  service: string;
  namespace: string;
  port: number;
  /** Whether the application calls itself unready without it. */
  required: boolean;
}

/** How an application behaves, by the image it comes in. The API never shows any of this. */
export interface AppModel {
  listens: number[];
  /** Environment variables it refuses to start without. */
  needs: string[];
  memoryBytes: number;
  cpuCores: number;
  startMs: number;
  /** A job: it ends by itself, well, after this long. */
  runsForMs?: number;
  speaks: 'json' | 'go' | 'nginx' | 'klog' | 'postgres' | 'plain';
  banner: string[];
  chatter: string[];
  chatterEveryMs: number;
  dependencies: Dependency[];
}
