import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '../..');

/** One file of the product, read as syntax: strings and comments cannot be mistaken for code. */
export interface Source {
  path: string;
  text: string;
  /** Module names imported, re-exported or loaded by import(). */
  imports: string[];
  /** Called names, such as `fetch`, `action.do`, `process.env` counts as a property. */
  calls: string[];
  properties: string[];
  /** Plain and template strings. */
  strings: string[];
}

const isTest = (path: string): boolean => /\.test\.ts$|\/testing(\.ts$|\/)/.test(path);

/** Every TypeScript file below the folder, tests left out. */
export function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => relative(ROOT, join(ROOT, folder, file)))
    .filter((path) => path.endsWith('.ts') && !isTest(path))
    .map(readSource);
}

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const source: Source = { path, text, imports: [], calls: [], properties: [], strings: [] };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), source);
  return source;
}

function visit(node: ts.Node, source: Source): void {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    source.imports.push((node.moduleSpecifier as ts.StringLiteral).text);
  if (ts.isCallExpression(node)) {
    source.calls.push(node.expression.getText());
    const [first] = node.arguments;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword && first && ts.isStringLiteral(first))
      source.imports.push(first.text);
  }
  if (ts.isPropertyAccessExpression(node)) source.properties.push(node.getText());
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    source.strings.push(node.text);
  ts.forEachChild(node, (child) => {
    visit(child, source);
  });
}
