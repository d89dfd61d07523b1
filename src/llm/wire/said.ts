import { cutText, redactSecrets } from '#ground/text';

/** What a provider says about why it does not answer. */
export interface Said {
  /** Its own words, short, without secrets. */
  words: string;
  /** Its own name for the fault, such as `context_length_exceeded`. */
  kind: string;
}

const LONGEST_WORDS = 300;
const MOST_BYTES = 64 * 1024;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function parts(body: unknown): { words: string; kind: string } {
  if (!isRecord(body)) return { words: textOf(body), kind: '' };
  const { error, message, type, code } = body;
  if (isRecord(error)) return parts(error);
  return { words: textOf(error) || textOf(message), kind: [textOf(type), textOf(code)].join(' ').trim() };
}

/** Reads the words out of an error in any of the shapes that providers use. `key` is taken out of them. */
export function readSaid(body: unknown, key: string | undefined): Said {
  const { words, kind } = parts(body);
  const safe = key === undefined || key === '' ? words : words.replaceAll(key, '(hidden)');
  return { words: cutText(redactSecrets(safe.replace(/\s+/g, ' ').trim()).text, LONGEST_WORDS), kind };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.trimStart().startsWith('<') ? '' : text;
  }
}

/** The beginning of an answer's text; what is left of it when the connection breaks. */
async function readSome(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.length > MOST_BYTES) break;
    }
  } catch {
    return text;
  }
  return text;
}

/** What the body of a refusal says. */
export async function readRefusal(response: Response, key: string | undefined): Promise<Said> {
  return readSaid(parse(await readSome(response)), key);
}
