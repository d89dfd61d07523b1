import { isTimeZone } from '#ground/config';
import { InputError } from '#ground/errors';
import type { PreferenceKey } from './preferences.ts';

const NAME = /^\p{L}[\p{L}'’. -]{0,39}$/u;
const PLACE = /^[a-z0-9][a-z0-9._:/@-]{0,252}$/i;

const CHECKS: Readonly<Record<PreferenceKey, { takes: (value: string) => boolean; problem: string }>> = {
  name: { takes: (value) => NAME.test(value), problem: 'must be a name in letters, at most 40' },
  cluster: { takes: (value) => PLACE.test(value), problem: 'must be the name of a cluster' },
  namespace: { takes: (value) => PLACE.test(value), problem: 'must be the name of a namespace' },
  timeZone: { takes: isTimeZone, problem: 'must be an IANA time zone, such as Europe/London' },
  verbosity: { takes: (value) => /^(?:short|full)$/.test(value), problem: 'must be short or full' },
};

/** The value as it is kept. InputError when it is none that can be. */
export function checkPreference(key: PreferenceKey, value: string): string {
  const plain = value.trim();
  const { takes, problem } = CHECKS[key];
  if (takes(plain)) return plain;
  throw new InputError({
    code: 'bad-preference',
    message: `The ${key} ${problem}.`,
    faults: [{ at: key, problem }],
  });
}
