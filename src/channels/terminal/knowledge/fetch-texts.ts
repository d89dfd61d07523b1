import type { FolderTexts } from './read-folder.ts';

const DEADLINE_MS = 15_000;
const LONGEST = 256 * 1024;

/** A response's text, cut off as soon as it is too long. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const chunks: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
  for await (const chunk of chunks ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST) throw new Error(`it is larger than ${LONGEST / 1024} KiB`);
  }
  return text + decoder.decode();
}

async function fetchOne(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS), redirect: 'follow' });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  if (!/^text\/(?:markdown|plain)|^application\/octet-stream|^$/.test(type))
    throw new Error(`it is ${type}, not Markdown`);
  return textOf(response);
}

/** Reads Markdown from addresses, one after the other; what cannot be had is said. */
export async function fetchTexts(urls: readonly string[]): Promise<FolderTexts> {
  const read: FolderTexts = { documents: [], faults: [] };
  for (const url of urls) {
    try {
      read.documents.push({ path: url, text: await fetchOne(url) });
    } catch (error) {
      read.faults.push({
        path: url,
        problem: error instanceof Error ? error.message : 'it could not be had',
      });
    }
  }
  return read;
}
