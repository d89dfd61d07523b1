const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};
const SHAPE = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const ORDER = ['y', 'w', 'd', 'h', 'm', 's', 'ms'] as const;

/** Milliseconds of a duration such as 1h30m; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const found = SHAPE.exec(text);
  if (!found || text === '') return undefined;
  return ORDER.reduce((total, unit, index) => total + Number(found[index + 1] ?? 0) * (UNITS[unit] ?? 0), 0);
}

/** A duration as Prometheus prints it: 90s as 1m30s, whole weeks as weeks. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  let rest = Math.abs(ms);
  let text = ms < 0 ? '-' : '';
  for (const unit of ORDER) {
    const size = UNITS[unit] ?? 1;
    const wholeOnly = unit === 'y' || unit === 'w' || unit === 'd';
    if (wholeOnly && (unit !== 'd' || text === '' || text === '-') && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
