import type { Manifest } from './make.ts';

/** Objects of our own, put into the production cluster next to the company's. */
export interface Scene {
  id: string;
  objects: Manifest[];
  /** What containers have written, by `namespace/app/container`, with `/previous` for the run before; `@-90m ` before a line says how long ago. */
  logs?: Record<string, string[]>;
}
