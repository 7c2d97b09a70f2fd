import { type PropertyValue, prefixes, type ResourceNode } from './dcat.ts';

/** Writes nodes as Turtle (RDF 1.1). IRIs stay relative to the address of the document. */
export function turtle(nodes: readonly ResourceNode[]): string {
  const head = Object.entries(prefixes).map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`);
  return `${head.join('')}\n${nodes.flatMap(blocks).join('\n')}`;
}

/** A node with an IRI is a block of its own; others are written where they are used. */
function blocks(node: ResourceNode): readonly string[] {
  const nested: string[] = [];
  const own = `<${iri(node['@id'] ?? '')}> ${properties(node, nested)} .\n`;
  return [own, ...nested];
}

function properties(node: ResourceNode, nested: string[]): string {
  const lines = [`a ${node['@type']}`];
  for (const [name, values] of Object.entries(node)) {
    if (name.startsWith('@') || !Array.isArray(values) || values.length === 0) continue;
    lines.push(`${name} ${values.map((value: PropertyValue) => object(value, nested)).join(', ')}`);
  }
  return lines.join(' ;\n  ');
}

function object(value: PropertyValue, nested: string[]): string {
  if (isLiteral(value)) {
    const text = JSON.stringify(value['@value']).replace(/\\u2028|\\u2029/g, '');
    if (value['@language'] !== undefined) return `${text}@${value['@language']}`;
    return value['@type'] === undefined ? text : `${text}^^${value['@type']}`;
  }
  if (!isNode(value)) return `<${iri(value['@id'])}>`;
  if (value['@id'] === undefined) return `[ ${properties(value, nested)} ]`;
  nested.push(...blocks(value));
  return `<${iri(value['@id'])}>`;
}

function isLiteral(value: PropertyValue): value is Extract<PropertyValue, { readonly '@value': string }> {
  return '@value' in value;
}

function isNode(value: PropertyValue): value is ResourceNode {
  return '@type' in value;
}

/** Characters that an IRI cannot contain in Turtle are percent-encoded. */
function iri(text: string): string {
  return text.replace(/[\s<>"{}|\\^`]/g, (character) => encodeURIComponent(character));
}
