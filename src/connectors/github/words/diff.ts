import type { RawFile } from '../schema.ts';

/** What a diff took away and put in, line by line, without its marks. */
export interface DiffLines {
  added: string[];
  removed: string[];
}

/** The lines of a file's diff; empty for a binary file or one too large, which GitHub gives without a diff. */
export function diffLines({ patch }: Pick<RawFile, 'patch'>): DiffLines {
  const lines = (patch ?? '').split('\n');
  const having = (sign: string): string[] =>
    lines
      .filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3)))
      .map((line) => line.slice(1).trim());
  return { added: having('+'), removed: having('-') };
}

/** A setting that has another value now. */
export interface SettingChange {
  key: string;
  before?: string;
  after?: string;
}

const SETTING = /^[-\s]*["']?([\w.\-/]{1,80})["']?\s*[:=]\s*["']?([^"'#,]{0,120}?)["']?,?\s*(#.*)?$/;

function settingsIn(lines: readonly string[]): Map<string, string> {
  const pairs = lines.flatMap((line): [string, string][] => {
    const [, key, value] = SETTING.exec(line) ?? [];
    return key === undefined || value === undefined || value === '' ? [] : [[key, value]];
  });
  return new Map(pairs);
}

/** The `key: value` lines that a diff changed, as far as they can be read. */
export function settingChanges(file: Pick<RawFile, 'patch'>): SettingChange[] {
  const { added, removed } = diffLines(file);
  const [before, after] = [settingsIn(removed), settingsIn(added)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ key, before: before.get(key), after: after.get(key) }))
    .filter((change) => change.before !== change.after);
}
