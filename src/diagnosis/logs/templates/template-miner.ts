import { foldTokens } from './fold-tokens.ts';
import { groupShapes } from './group-shapes.ts';
import { keepRoom } from './keep-room.ts';
import { lineKey } from './line-key.ts';
import type { Row } from './join-rows.ts';
import { renderTemplate } from './render-template.ts';
import { scanLine } from './scan-line.ts';
import { WILD, countLine, currentShape, shapeOf } from './shape.ts';
import type { LogShape } from './shape.ts';
import { createTokenBuffer } from './token-buffer.ts';
import type { TokenBuffer } from './token-buffer.ts';

/** One kind of message: what its lines have in common, with typed placeholders for what varies. */
export interface LogTemplate {
  /** The number of its oldest shape: it stays when templates merge. */
  readonly id: number;
  /** For example `Invalid user <*> from <ip>`. */
  readonly text: string;
  /** Its first line. */
  readonly example: string;
  readonly count: number;
}

/** Finds templates in messages as they come. */
export interface TemplateMiner {
  /** Takes in one message; returns what to ask its template with. Messages are never kept, but for examples. */
  readonly add: (message: string) => LogShape;
  /** The template of a shape, as known now: shapes may move to another template as more lines are seen. */
  readonly templateOf: (shape: LogShape) => LogTemplate;
  /** All templates in order of first appearance. */
  readonly templates: () => LogTemplate[];
}

const MOST_SHAPES = 10_000;
const TOKENS_EACH = 32;

interface Miner {
  readonly buffer: TokenBuffer;
  readonly shapes: Map<number, LogShape>;
  /** Where the rarest shapes end when there is no more room. */
  readonly rest: LogShape;
  readonly mostShapes: number;
  nextOrder: number;
  /** How many tokens the shapes have in all. */
  heldTokens: number;
  /** The templates as last made out, forgotten when a new shape comes. */
  rows: ReadonlyMap<LogShape, Row> | undefined;
  texts: WeakMap<Row, string>;
}

/**
 * Mines templates from a stream of messages of any system, without configuration. Each line is reduced to its shape at
 * once; which shapes are of one template is decided when asked, from all shapes seen so far. Memory is bounded: of a
 * template with many shapes only some are kept, and the rarest shapes of all end in one template `<*>`.
 */
export function createTemplateMiner({
  mostShapes = MOST_SHAPES,
}: { mostShapes?: number } = {}): TemplateMiner {
  const miner: Miner = {
    buffer: createTokenBuffer(),
    shapes: new Map(),
    rest: restShape(),
    mostShapes,
    nextOrder: 0,
    heldTokens: 0,
    rows: undefined,
    texts: new WeakMap(),
  };
  const restRow: Row = { tokens: [WILD], shapes: [miner.rest], numbers: new Set() };
  return {
    add: (message) => addMessage(miner, message),
    templateOf: (shape) => describe(miner, rowsOf(miner).get(currentShape(shape)) ?? restRow),
    templates: () => {
      const rows = [...new Set(rowsOf(miner).values()), ...(miner.rest.count > 0 ? [restRow] : [])];
      return rows.map((row) => describe(miner, row)).sort((a, b) => a.id - b.id);
    },
  };
}

function restShape(): LogShape {
  return {
    order: -1,
    tokens: [WILD],
    slots: [],
    numbers: new Set(),
    frame: '',
    spaced: [false],
    examples: [],
    count: 0,
    joined: undefined,
  };
}

function addMessage(miner: Miner, message: string): LogShape {
  scanLine(message, miner.buffer);
  foldTokens(message, miner.buffer);
  const key = lineKey(miner.buffer);
  const shape = miner.shapes.get(key) ?? addShape(miner, key, message);
  countLine(shape, message);
  return shape;
}

function addShape(miner: Miner, key: number, message: string): LogShape {
  const { shapes, mostShapes } = miner;
  if (shapes.size >= mostShapes || miner.heldTokens >= mostShapes * TOKENS_EACH) makeRoom(miner);
  const shape = shapeOf(message, miner.buffer, miner.nextOrder);
  miner.nextOrder += 1;
  miner.heldTokens += shape.tokens.length;
  shapes.set(key, shape);
  miner.rows = undefined;
  return shape;
}

/** Halves what is held. */
function makeRoom(miner: Miner): void {
  const groups = [...new Set(rowsOf(miner).values())].map((row) => row.shapes);
  const half = miner.mostShapes / 2;
  const kept = new Set(keepRoom(groups, { shapes: half, tokens: half * TOKENS_EACH }, miner.rest));
  miner.heldTokens = 0;
  for (const [key, shape] of miner.shapes) {
    if (kept.has(shape)) miner.heldTokens += shape.tokens.length;
    else miner.shapes.delete(key);
  }
}

function rowsOf(miner: Miner): ReadonlyMap<LogShape, Row> {
  miner.rows ??= new Map(
    groupShapes([...miner.shapes.values()]).flatMap((row) =>
      row.shapes.map((shape) => [shape, row] as const),
    ),
  );
  return miner.rows;
}

function describe({ buffer, texts }: Miner, row: Row): LogTemplate {
  const text = texts.get(row) ?? renderTemplate(row, buffer);
  texts.set(row, text);
  const [first] = [...row.shapes].sort((a, b) => a.order - b.order);
  const count = row.shapes.reduce((sum, shape) => sum + shape.count, 0);
  return { id: first?.order ?? -1, text, example: first?.examples[0] ?? '', count };
}
