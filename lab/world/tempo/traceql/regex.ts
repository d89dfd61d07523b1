import { TraceqlFault } from './fault.ts';

const known = new Map<string, RegExp>();
const MOST = 500;

/** A regular expression that must match the whole text; flags may lead it, as in (?i). */
export function regexOf(text: string): RegExp {
  const found = known.get(text);
  if (found) return found;
  const [lead = '', flags = ''] = /^\(\?([ims]+)\)/.exec(text) ?? [];
  try {
    const regex = new RegExp(`^(?:${text.slice(lead.length)})$`, flags.includes('s') ? flags : `${flags}s`);
    if (known.size > MOST) known.clear();
    known.set(text, regex);
    return regex;
  } catch {
    throw new TraceqlFault(`invalid regex: ${text}`);
  }
}
