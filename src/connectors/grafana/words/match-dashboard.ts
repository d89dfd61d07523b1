import type { DashboardReport } from '../reads/dashboards.ts';
import { wordsOf } from './score-panel.ts';

/** How well a dashboard suits words: every word counts once, in title, tags or folder. */
export function scoreDashboard({ title, tags, folder }: DashboardReport, words: readonly string[]): number {
  const [named, tagged, around] = [wordsOf(title), tags.flatMap(wordsOf), wordsOf(folder)];
  const total = words.reduce((sum, word) => {
    if (named.includes(word)) return sum + 1;
    if (tagged.includes(word)) return sum + 0.8;
    return sum + (around.includes(word) ? 0.4 : named.some((one) => one.startsWith(word)) ? 0.3 : 0);
  }, 0);
  return words.length === 0 ? 0 : total / words.length;
}

/** Whether a dashboard is about a service: all words of its name stand in the title or are one tag. */
export function isAbout({ title, tags }: DashboardReport, service: string): boolean {
  const name = wordsOf(service).join(' ');
  return [title, ...tags].some((text) => ` ${wordsOf(text).join(' ')} `.includes(` ${name} `));
}
