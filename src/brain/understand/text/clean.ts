const LONGEST = 6000;

/**
 * A message as plain text: one alphabet for quotes and dashes, no control characters, no invisible ones, no Slack or
 * Markdown decoration. A very long message keeps its beginning and its end.
 */
export function cleanMessage(message: string): string {
  return undecorate(plainCharacters(shorten(message)));
}

function shorten(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST / 2)}\n${message.slice(-LONGEST / 2)}`;
}

function plainCharacters(message: string): string {
  return message
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2012\u2212]/g, '-')
    .replace(/[\u2013-\u2015]/g, ' - ')
    .replace(/\u2026/g, '... ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[^\P{C}\n]/gu, ' ');
}

function undecorate(message: string): string {
  return message
    .replace(/<@[A-Z0-9]{1,20}(?:\|[^>\s]{0,80})?>/g, ' ')
    .replace(/<#[A-Z0-9]{1,20}(?:\|[^>\s]{0,80})?>/g, ' ')
    .replace(/<!(?:here|channel|everyone)>/g, ' ')
    .replace(/<https?:\/\/[^|>\s]{1,2000}\|([^>]{1,200})>/g, '$1')
    .replace(/\*\*/g, ' ')
    .replace(/```(?:[a-z]{2,10}\n)?/g, ' ')
    .replace(/(^|\s)@jamie\b[,:]?/gi, '$1');
}
