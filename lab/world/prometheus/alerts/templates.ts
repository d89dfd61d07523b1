import type { Labels } from '../promql/labels.ts';

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti'];

function humanize(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Number(value.toPrecision(4)).toString();
}

function humanize1024(value: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)));
  return `${humanize(value / 1024 ** power)}${UNITS[power] ?? ''}`;
}

function humanizeDuration(value: number): string {
  if (value < 1) return `${humanize(value * 1000)}ms`;
  const seconds = Math.floor(value);
  const parts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const words = parts.map((part, index) => `${part}${'dhm'[index] ?? ''}`);
  const first = parts.findIndex((part) => part > 0);
  return [...(first < 0 ? [] : words.slice(first)), `${seconds % 60}s`].join(' ');
}

const FORMATS: Record<string, (value: number) => string> = {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage: (value) => `${humanize(value * 100)}%`,
};

/** Fills `{{ $labels.x }}` and `{{ $value | humanize }}` into a rule's text. */
export function expand(template: string, { labels, value }: { labels: Labels; value: number }): string {
  return template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_, body: string) => {
    const label = /^\$labels\.(\w+)$/.exec(body);
    if (label) return labels[label[1] ?? ''] ?? '';
    const format = /^\$value(?:\s*\|\s*(\w+))?$/.exec(body);
    if (!format) return '';
    return (FORMATS[format[1] ?? ''] ?? String)(value);
  });
}
