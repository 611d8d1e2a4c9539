import path from 'node:path';
import { forbiddenGlobals, type Layer, layers, testFolders, testImports, testPackages } from './layers-table.ts';
import { isNode, parseSource, type SyntaxNode, visit } from './syntax-tree.ts';

/** Something a file must not do, said with the place, the reason and what to do instead. */
export interface Complaint {
  readonly file: string;
  readonly message: string;
}

/** Judges one file by the import table. `file` is its path from the root of the project, with forward slashes. */
export function judge(file: string, source: string): Complaint[] {
  // What stands in a folder `testing` is for tests only, and nothing else may import it.
  const isTest =
    /\.(test|spec)\.tsx?$|\/src\/.+\/testing\//.test(file) || testFolders.some((folder) => isBelow(file, folder));
  const layer = layerOf(file);
  if (layer === undefined || testFolders.some((folder) => isBelow(file, folder))) return [];
  const tree = parseSource(file, source);
  const complaints = importsIn(tree).flatMap((wanted) => judgeImport(file, layer, wanted, isTest));
  if (!isTest) complaints.push(...judgeGlobals(file, layer, tree));
  return complaints;
}

export function layerOf(file: string): Layer | undefined {
  return layers
    .filter(({ folder }) => isBelow(file, folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)
    .at(0);
}

function judgeImport(file: string, layer: Layer, wanted: string, isTest: boolean): Complaint[] {
  const target = projectPath(file, wanted);
  if (target === undefined) {
    const known = isTest ? [...layer.packages, ...testPackages] : layer.packages;
    if (known.some((pattern) => fits(wanted, pattern))) return [];
    return [complaint(file, `must not import the package "${wanted}": ${insteadOf(wanted, layer)}.`)];
  }
  const feature = /^desktop\/src\/ui\/features\/([^/]+)\//;
  const [own, other] = [feature.exec(file)?.[1], feature.exec(target)?.[1]];
  if (other !== undefined && own !== undefined && own !== other) {
    return [
      complaint(
        file,
        `imports the feature "${other}": features never import each other; move what they share to ui/components or ui/bridge.`,
      ),
    ];
  }
  if (
    /\/testing\//.test(target) &&
    !isTest &&
    !['shared/src/testing', 'shared/tooling'].some((own) => isBelow(file, own))
  ) {
    return [complaint(file, `imports ${target}: test tools never reach the product.`)];
  }
  if (isTest && testImports.some((folder) => isBelow(target, folder))) return [];
  const known = [layer.folder, ...layer.imports];
  if (known.some((folder) => isBelow(target, folder)) && allowsDepth(layer, target)) return [];
  return [complaint(file, `must not import ${target}: ${layer.instead}.`)];
}

/** A layer nested in another's folder is only imported where the table names it or by the composition above it. */
function allowsDepth(layer: Layer, target: string): boolean {
  const owner = layerOf(target);
  if (owner === undefined) return true;
  return (
    owner.folder === layer.folder ||
    layer.imports.some((folder) => isBelow(owner.folder, folder) || isBelow(target, folder))
  );
}

function insteadOf(wanted: string, layer: Layer): string {
  if (wanted === 'electron' || wanted.startsWith('electron/')) {
    return 'only desktop/src/electron may; hand the capability in through an interface';
  }
  return layer.instead;
}

function judgeGlobals(file: string, layer: Layer, tree: SyntaxNode): Complaint[] {
  const forbidden = new Set(forbiddenGlobals[layer.globals]);
  const declared = new Set<string>();
  const used = new Set<string>();
  visit(tree, (node, parent, role) => {
    if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern') {
      for (const name of boundNames(node)) declared.add(name);
    }
    if (node.type !== 'Identifier' || typeof node['name'] !== 'string') return;
    const name = node['name'];
    if (!forbidden.has(name)) return;
    if (isDeclaration(parent, role)) declared.add(name);
    else if (!isMemberName(parent, role)) used.add(name);
  });
  return [...used]
    .filter((name) => !declared.has(name))
    .map((name) => complaint(file, `uses the global "${name}": ${layer.instead}.`));
}

function isDeclaration(parent: SyntaxNode | undefined, role: string): boolean {
  if (parent === undefined) return false;
  if (parent.type.startsWith('Import')) return true;
  if (['local', 'params', 'id'].includes(role) || (parent.type === 'TSTypeParameter' && role === 'name')) return true;
  return parent.type === 'AssignmentPattern' && role === 'left';
}

/** The names a destructuring pattern gives to what it takes apart. */
function boundNames(pattern: SyntaxNode): string[] {
  const names: string[] = [];
  visit(pattern, (node, _parent, role) => {
    const binds = node.type === 'Identifier' && ['value', 'elements', 'argument', 'left'].includes(role);
    if (binds && typeof node['name'] === 'string') names.push(node['name']);
  });
  return names;
}

function isMemberName(parent: SyntaxNode | undefined, role: string): boolean {
  if (parent === undefined) return false;
  if (role === 'property') return parent['computed'] !== true;
  if (role === 'right') return parent.type === 'TSQualifiedName';
  return role === 'key' || role === 'label' || role === 'exported' || role === 'imported';
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function importsIn(tree: SyntaxNode): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (!importing.has(node.type)) return;
    const source = node['source'] ?? node['argument'];
    if (isNode(source) && typeof source['value'] === 'string') found.push(source['value']);
  });
  return found;
}

/** The path of an import from the root of the project, or undefined for a package. */
function projectPath(file: string, wanted: string): string | undefined {
  if (wanted.startsWith('.')) return path.posix.join(path.posix.dirname(file), wanted);
  if (wanted.startsWith('@lapka/shared/')) return wanted.replace('@lapka/shared/', 'shared/src/');
  if (wanted.startsWith('@lapka/')) return wanted.replace('@lapka/', '');
  return undefined;
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function fits(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function complaint(file: string, message: string): Complaint {
  return { file, message: `${file} ${message}` };
}
