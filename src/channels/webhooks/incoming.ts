import { cutText, redactSecrets, stripTerminal } from '#ground/text';

const LONGEST_TEXT = 1000;
const LONGEST_NAME = 200;
const MOST_LABELS = 64;

const clean = (text: string, longest: number): string =>
  cutText(redactSecrets(stripTerminal(text)).text, longest);

/** Text of an alert as it may be kept and shown: without secrets and terminal escapes, and not endless. */
export const cleanText = (text: string): string => clean(text, LONGEST_TEXT);

/** A name, cleaned. */
export const cleanName = (text: string): string => clean(text, LONGEST_NAME);

/** Labels, cleaned. */
export const cleanLabels = (labels: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels)
      .slice(0, MOST_LABELS)
      .map(([label, value]) => [cleanName(label), cleanText(value)]),
  );

/** A link that a browser may follow; undefined for anything else. */
export function webLink(link: string | undefined): string | undefined {
  if (link === undefined || link.length > LONGEST_TEXT || !URL.canParse(link)) return undefined;
  const { protocol, username, password } = new URL(link);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? link : undefined;
}
