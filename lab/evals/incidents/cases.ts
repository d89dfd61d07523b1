/** Which scenarios are looked at while developing, and which judge: every second one of its kind of truth. */
export type Half = 'tune' | 'judge';

/** Companies of their own for each half: other services are struck there, other sizes and other times. */
const SEEDS: Record<Half, readonly number[]> = { tune: [31, 32], judge: [71, 72] };

/** One scenario in one company. */
export interface Case {
  scenario: string;
  seed: number;
  half: Half;
}

const isHealthy = (id: string): boolean => id.startsWith('healthy-');

/** Every second scenario, healthy ones counted apart, so that each half has its share of both. */
function halfOf(id: string, all: readonly string[]): Half {
  const alike = all.filter((other) => isHealthy(other) === isHealthy(id)).sort();
  return alike.indexOf(id) % 2 === 0 ? 'tune' : 'judge';
}

/** Every case of both halves. */
export function casesOf(all: readonly string[]): Case[] {
  return all.flatMap((scenario) => {
    const half = halfOf(scenario, all);
    return SEEDS[half].map((seed) => ({ scenario, seed, half }));
  });
}

const WORDS = {
  slow: [
    (victim: string) => `why is ${victim} slow?`,
    (victim: string) => `users complain that ${victim} takes ages, what is the cause?`,
    (victim: string) => `the latency of ${victim} has gone up, why?`,
  ],
  errors: [
    (victim: string) => `users report intermittent 502s on ${victim}`,
    (victim: string) => `the error rate of ${victim} is climbing, why?`,
    (victim: string) => `why is ${victim} failing requests?`,
  ],
};

/** How people ask, who feel it at this service. */
export function phrasings(feels: 'slow' | 'errors', victim: string): string[] {
  return WORDS[feels].map((word) => word(victim));
}
