import { parseAst } from 'rolldown/parseAst';

export interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The syntax tree of a TypeScript file. */
export function parseSource(file: string, source: string): SyntaxNode {
  const tree: unknown = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  if (!isNode(tree)) throw new Error(`${file} could not be parsed`);
  return tree;
}

/** Shows every node with its parent and the role it has there. */
export function visit(
  node: SyntaxNode,
  see: (node: SyntaxNode, parent: SyntaxNode | undefined, role: string) => void,
  parent?: SyntaxNode,
  role = '',
): void {
  see(node, parent, role);
  for (const [key, value] of Object.entries(node)) {
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) visit(inner, see, node, key);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
