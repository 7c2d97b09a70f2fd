import { extractLinkImplementations } from '@theguild/federation-composition';
import { type ConstDirectiveNode, type DirectiveNode, type DocumentNode, Kind, parse, visit } from 'graphql';

/** Names under which a supergraph imports the directives. */
export interface TagNames {
  readonly tag: string;
  readonly inaccessible: string;
  /** Whether the supergraph links the specification of `@inaccessible`. */
  readonly linksInaccessible: boolean;
}

const tagUrl = 'https://specs.apollo.dev/tag';
const inaccessibleUrl = 'https://specs.apollo.dev/inaccessible';

export function readTagNames(supergraph: DocumentNode): TagNames {
  const { links, resolveImportName } = extractLinkImplementations(supergraph);
  return {
    tag: nameOf(tagUrl, '@tag'),
    inaccessible: nameOf(inaccessibleUrl, '@inaccessible'),
    linksInaccessible: links.some(({ identity }) => identity === inaccessibleUrl),
  };

  /** The library overlooks a new name of the directive that its specification is named after. */
  function nameOf(url: string, directive: string): string {
    const { imports = [] } = links.find(({ identity }) => identity === url) ?? {};
    const renamedTo = imports.find(({ name }) => name === directive)?.as;
    return renamedTo?.replace('@', '') ?? resolveImportName(url, directive);
  }
}

/** The document with both directives under their usual names, by which the filter knows them. */
export function withPlainTags(supergraph: DocumentNode, { tag, inaccessible }: TagNames): DocumentNode {
  return renamed(
    supergraph,
    new Map([
      [tag, 'tag'],
      [inaccessible, 'inaccessible'],
    ]),
  );
}

/**
 * Adds a tag to arguments, inputs, enums and scalars: only fields and unions need an included tag (ADR 0062),
 * but the filter demands one of every element.
 */
export function withTagsBesideFields(supergraph: DocumentNode, name: string): DocumentNode {
  const tag: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'tag' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'name' },
        value: { kind: Kind.STRING, value: name },
      },
    ],
  };
  const tagged = <T extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: T): T => ({
    ...node,
    directives: [...(node.directives ?? []), tag],
  });
  return visit(supergraph, {
    // Directives are not filtered, and their arguments have no tags.
    DirectiveDefinition: () => false,
    InputValueDefinition: { leave: tagged },
    InputObjectTypeDefinition: { leave: tagged },
    EnumTypeDefinition: { leave: tagged },
    ScalarTypeDefinition: { leave: tagged },
  });
}

/** The filtered document with `@inaccessible` under the name and link that make it effective. */
export function withInaccessibleLink(filtered: DocumentNode, names: TagNames): DocumentNode {
  if (names.linksInaccessible) return renamed(filtered, new Map([['inaccessible', names.inaccessible]]));
  const [schema, definition] = parse(inaccessibleSpecification, { noLocation: true }).definitions;
  const link = schema?.kind === Kind.SCHEMA_DEFINITION ? (schema.directives ?? []) : [];
  const linked = visit(filtered, {
    SchemaDefinition: (node) => ({ ...node, directives: [...(node.directives ?? []), ...link] }),
  });
  return definition === undefined ? linked : { ...linked, definitions: [...linked.definitions, definition] };
}

const inaccessibleSpecification = `
schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2") { query: Query }
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR
  | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`;

function renamed(document: DocumentNode, names: ReadonlyMap<string, string>): DocumentNode {
  if ([...names].every(([from, to]) => from === to)) return document;
  return visit(document, {
    Directive(node): DirectiveNode | undefined {
      const value = names.get(node.name.value);
      return value === undefined ? undefined : { ...node, name: { ...node.name, value } };
    },
  });
}
