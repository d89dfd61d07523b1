import type { SdkExtras, SdkPart } from './sdk.ts';

/** What a model thought before it called a tool, in the form in which its provider wants it back. */
export interface Thought {
  type: 'reasoning';
  text: string;
  providerOptions?: SdkExtras;
}

const MOST_KEPT = 500;

/**
 * Thoughts by the call that they led to. Some providers refuse the result of a call without the thought before it, and
 * nobody else can read them, so they are kept here and not in conversations.
 */
export interface Thoughts {
  keep: (callId: string, thoughts: Thought[]) => void;
  before: (callId: string | undefined) => Thought[];
}

/** Keeps the latest few hundred. */
export function createThoughts(): Thoughts {
  const kept = new Map<string, Thought[]>();
  return {
    keep(callId, thoughts) {
      if (thoughts.length === 0) return;
      kept.set(callId, thoughts);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    },
    before: (callId) => (callId === undefined ? [] : (kept.get(callId) ?? [])),
  };
}

/** Puts the parts of thoughts together as they come. */
export function collectThoughts() {
  const open = new Map<string, Thought>();
  return {
    take(part: SdkPart): void {
      if (part.type === 'reasoning-start') open.set(part.id, { type: 'reasoning', text: '' });
      if (part.type !== 'reasoning-start' && part.type !== 'reasoning-delta' && part.type !== 'reasoning-end')
        return;
      const thought = open.get(part.id);
      if (thought === undefined) return;
      if (part.type === 'reasoning-delta') thought.text += part.delta;
      if (part.providerMetadata !== undefined)
        thought.providerOptions = mergeExtras(thought.providerOptions, part.providerMetadata);
    },
    all: (): Thought[] => [...open.values()],
  };
}

function mergeExtras(known: SdkExtras | undefined, more: SdkExtras): SdkExtras {
  const merged = Object.entries(more).map(([name, fields]) => [name, { ...known?.[name], ...fields }]);
  return { ...known, ...(Object.fromEntries(merged) as SdkExtras) };
}
