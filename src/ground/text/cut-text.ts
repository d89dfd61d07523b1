/**
 * The text itself when it is at most `max` UTF-16 units long, else its beginning and a mark that says how much is missing.
 * Never splits a surrogate pair. The result is at most `max` long, unless `max` is smaller than the mark.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = Math.max(0, max - markFor(text.length).length);
  const kept = text.slice(0, endsInsidePair(text, room) ? room - 1 : room);
  return kept + markFor(text.length - kept.length);
}

function markFor(missing: number): string {
  return ` … [cut: ${missing} more characters]`;
}

function endsInsidePair(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
