import { isNode, parseSource, type SyntaxNode, visit } from './syntax-tree.ts';

/** Titles of a test file, with the rules and stories each of them names. */
export interface TitledTest {
  readonly file: string;
  readonly title: string;
  readonly rules: readonly string[];
}

/** The groups and tests of a file whose titles name a rule (`R-043`, `C-08`) or a story (`story 7`). */
export function titledTests(file: string, source: string): TitledTest[] {
  return titlesIn(file, source)
    .map((title) => ({ file, title, rules: rulesIn(title) }))
    .filter(({ rules }) => rules.length > 0);
}

export function titlesIn(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parseSource(file, source), (node) => {
    const title = titleOf(node);
    if (title !== undefined) found.push(title);
  });
  return found;
}

export function rulesIn(title: string): string[] {
  const named = [...title.matchAll(/\b(?:R-\d{3}|C-\d{2}|story \d{1,2})\b/gi)];
  return [...new Set(named.map(([id]) => (id.toLowerCase().startsWith('story') ? id.toLowerCase() : id)))];
}

function titleOf(node: SyntaxNode): string | undefined {
  if (node.type !== 'CallExpression' || !isNode(node['callee']) || !isTestCall(node['callee'])) return undefined;
  const parameters: unknown = node['arguments'];
  const first: unknown = Array.isArray(parameters) ? parameters[0] : undefined;
  if (!isNode(first)) return undefined;
  if (first.type === 'Literal' && typeof first['value'] === 'string') return first['value'];
  if (first.type !== 'TemplateLiteral' || !Array.isArray(first['quasis'])) return undefined;
  return first['quasis'].map(textOf).join('…');
}

/** `it`, `test`, `describe`, and what hangs on them: `it.each(…)`. */
function isTestCall(callee: SyntaxNode): boolean {
  if (callee.type === 'Identifier') return ['it', 'test', 'describe'].includes(String(callee['name']));
  const inner =
    callee.type === 'MemberExpression'
      ? callee['object']
      : callee.type === 'CallExpression'
        ? callee['callee']
        : undefined;
  return isNode(inner) && isTestCall(inner);
}

function textOf(quasi: unknown): string {
  const value = isNode(quasi) ? quasi['value'] : undefined;
  if (typeof value !== 'object' || value === null || !('cooked' in value)) return '';
  return typeof value.cooked === 'string' ? value.cooked : '';
}
