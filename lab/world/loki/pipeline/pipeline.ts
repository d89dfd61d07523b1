import type { Assignment, Stage } from '../logql/expression.ts';
import { valueTest } from '../lines/matching.ts';
import type { Step } from './entry.ts';
import { filterStep, lineStep } from './filters.ts';
import { jsonStep, logfmtStep, patternStep, regexpStep, unpackStep } from './parsers.ts';
import { compileTemplate } from './template.ts';

const ESCAPES = /\u001b\[[0-9;]*[A-Za-z]/g;

function labelFormat(fields: readonly Assignment[]): Step {
  const steps = fields.map(({ label, from = label, quoted = false }): Step => {
    const value = quoted ? compileTemplate(from) : undefined;
    return (entry) => {
      if (value) entry.labels[label] = value(entry);
      else if (entry.labels[from] !== undefined) {
        entry.labels[label] = entry.labels[from];
        delete entry.labels[from];
      }
      return true;
    };
  });
  return (entry) => steps.every((step) => step(entry));
}

function choose({ kind, fields }: Extract<Stage, { kind: 'drop' | 'keep' }>): Step {
  const tests = new Map(
    fields.map(({ label, matcher }) => [label, matcher ? valueTest(matcher) : () => true]),
  );
  const isNamed = (label: string, value: string): boolean => tests.get(label)?.(value) ?? false;
  return (entry) => {
    for (const [label, value] of Object.entries(entry.labels)) {
      const isInner = label.startsWith('__error');
      if (kind === 'drop' ? isNamed(label, value) : !isNamed(label, value) && !isInner)
        delete entry.labels[label];
    }
    return true;
  };
}

function stepOf(stage: Stage): Step {
  switch (stage.kind) {
    case 'line':
      return lineStep(stage);
    case 'json':
      return jsonStep(stage.fields);
    case 'logfmt':
      return logfmtStep(stage.fields, stage.flags);
    case 'unpack':
      return unpackStep;
    case 'regexp':
      return regexpStep(stage.text);
    case 'pattern':
      return patternStep(stage.text);
    case 'filter':
      return filterStep(stage.filter);
    case 'label_format':
      return labelFormat(stage.fields);
    case 'drop':
    case 'keep':
      return choose(stage);
    case 'line_format': {
      const value = compileTemplate(stage.text);
      return (entry) => ((entry.line = value(entry)), true);
    }
    case 'decolorize':
      return (entry) => ((entry.line = entry.line.replace(ESCAPES, '')), true);
  }
}

/** Loki asks the lines first: their filters come before other stages, up to one that writes a line or asks a label. */
function reordered(stages: readonly Stage[]): Stage[] {
  const result: Stage[] = [];
  let filters: Stage[] = [];
  let others: Stage[] = [];
  const combine = (): void => {
    result.push(...filters, ...others);
    filters = [];
    others = [];
  };
  for (const stage of stages) {
    if (stage.kind === 'filter') combine();
    (stage.kind === 'line' ? filters : others).push(stage);
    if (['filter', 'line_format', 'unpack'].includes(stage.kind)) combine();
  }
  combine();
  return result;
}

/** The stages of a pipeline as one step. ParseError when one of them cannot be. */
export function compilePipeline(stages: readonly Stage[]): Step {
  const steps = reordered(stages).map(stepOf);
  return (entry) => steps.every((step) => step(entry));
}
