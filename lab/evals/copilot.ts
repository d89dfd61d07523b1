import type { Answer } from './answer.ts';

/** The product as the evals see it: messages of one conversation in, the last answer out. */
export interface Copilot {
  ask: (messages: string[]) => Promise<Answer>;
  close: () => Promise<void>;
}

export async function openCopilot(_options: { home: string; kubeconfig: string }): Promise<Copilot> {
  throw new Error('not composed yet');
}
