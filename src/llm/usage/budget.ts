import { DeniedError } from '#ground/errors';
import type { ModelInfo, TokenUsage } from '#llm/spec';
import type { Spent } from './store.ts';

/** US dollars a day, by whom; no cap where there is none. */
export interface Caps {
  person?: number;
  team?: number;
  all?: number;
}

const WHOSE = { person: 'yours', team: "your team's", all: "everybody's" } as const;
const MILLION = 1_000_000;

/** What so many tokens cost, in US dollars. */
export function costOf({ input, output, cached }: TokenUsage, { price }: Pick<ModelInfo, 'price'>): number {
  const read = Math.max(0, input - cached);
  return (read * price.input + cached * price.cached + output * price.output) / MILLION;
}

/** The day in UTC that a moment belongs to, such as 2026-11-21. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

function denied(whose: keyof Caps, cap: number, at: number): DeniedError {
  const hours = new Date(at);
  const left = 24 * 60 - (hours.getUTCHours() * 60 + hours.getUTCMinutes());
  const inWords = left >= 60 ? `${Math.floor(left / 60)} h ${left % 60} min` : `${left} min`;
  return new DeniedError({
    code: 'budget-spent',
    message: `The budget for language models is spent for today: ${WHOSE[whose]}, ${money(cap)} a day. It starts anew at 00:00 UTC, in ${inWords}.`,
  });
}

/** Throws DeniedError `budget-spent` when `cost` more would be more than a cap; says whose cap and when it starts anew. */
export function judgeSpending(
  caps: Caps,
  { cost, at }: { cost: number; at: number },
): (spent: Spent) => void {
  return (spent) => {
    for (const whose of ['person', 'team', 'all'] as const) {
      const cap = caps[whose];
      if (cap !== undefined && spent[whose] + cost > cap) throw denied(whose, cap, at);
    }
  };
}

/** Whether anything is capped at all. */
export const isCapped = (caps: Caps): boolean => Object.values(caps).some((cap) => cap !== undefined);
