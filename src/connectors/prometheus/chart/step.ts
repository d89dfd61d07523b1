const NICE = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** Seconds between two points, so that a window has at most so many and they fall on round times. */
export function chooseStep(windowSeconds: number, maxPoints: number): number {
  const least = windowSeconds / Math.max(1, maxPoints);
  return NICE.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

/** Seconds that a rate looks back over: never less than a step, so that nothing falls between two points. */
export function rateWindow(stepSeconds: number): number {
  return Math.max(300, stepSeconds);
}

/** A duration as PromQL writes it. */
export function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400}d`;
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
