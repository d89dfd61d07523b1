import type { LogLine } from '#connectors/kubernetes';
import type { SkillContext } from '../skill.ts';

const SHOWN = 40;
const MOST_SHOWN = 200;
const LONGEST = 400;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function labelled(lines: LogLine[]): (line: LogLine) => string {
  const pods = new Set(lines.map(({ pod }) => pod));
  const containers = new Set(lines.map(({ container }) => container));
  return ({ pod, container }) => {
    const label = [...(pods.size > 1 ? [pod] : []), ...(containers.size > 1 ? [container] : [])].join('/');
    return label === '' ? '' : `[${label}] `;
  };
}

/** The last lines in the order of time, each with its time, and with its pod and container where they differ. */
export function showLines({ slots }: SkillContext, lines: LogLine[]): { text: string; shown: number } {
  const label = labelled(lines);
  const limit = Math.min(MOST_SHOWN, slots.logs?.tail ?? SHOWN);
  const ordered = lines
    .map((line, at) => ({ line, at }))
    .sort((a, b) => (a.line.at ?? '').localeCompare(b.line.at ?? '') || a.at - b.at)
    .slice(-limit)
    .map(({ line }) => line);
  const text = ordered.map((line) => {
    const time = line.at === undefined ? '' : `${line.at.slice(0, 19)}Z `;
    return `${time}${label(line)}${cut(line.text)}`;
  });
  return { text: text.join('\n'), shown: ordered.length };
}
