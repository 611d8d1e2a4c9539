import { isNode, parseSource, type SyntaxNode, visit } from './syntax-tree.ts';

/** Attributes whose text a person sees or hears. */
const spoken = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'aria-description', 'hint', 'keyHint']);

/** Keys are named alike in every language. */
const keyNames = /^(F\d{1,2}|Esc|Enter|Tab|(Ctrl|Alt|Shift)(\+[A-Z]|\+Enter|\+\.)|PgUp|PgDn|Ctrl\+Shift\+[A-Z])$/;

/** The texts written right into a screen instead of into `text/`, where they would be translated. */
export function visibleLiterals(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parseSource(file, source), (node, parent, role) => {
    const isShown = node.type === 'JSXText' || (node.type === 'Literal' && isSpoken(parent, role));
    if (isShown && typeof node['value'] === 'string') found.push(node['value']);
  });
  return found.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text) && !keyNames.test(text));
}

function isSpoken(parent: SyntaxNode | undefined, role: string): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'JSXExpressionContainer') return role === 'expression';
  if (parent.type !== 'JSXAttribute' || role !== 'value') return false;
  const name = parent['name'];
  return isNode(name) && typeof name['name'] === 'string' && spoken.has(name['name']);
}
