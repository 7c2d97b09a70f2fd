import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, parse, print, visit } from 'graphql';
import type { ShapeSubgraph } from './shape.ts';

/** Directives that only this project's gateway enforces; the peers get the graph without them. */
const ours = new Set(['dataClass', 'authenticated', 'requiresScopes', 'policy', 'composeDirective']);

/** The subgraph without access rules and data classes. */
export function plainSdl(sdl: string): string {
  return print(withoutRules(parse(sdl, { noLocation: true })));
}

function withoutRules(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive(node) {
      if (ours.has(node.name.value)) return null;
      if (node.name.value !== 'link') return undefined;
      const url = node.arguments?.find(({ name }) => name.value === 'url')?.value;
      return url?.kind === Kind.STRING && !url.value.includes('specs.apollo.dev/federation')
        ? null
        : undefined;
    },
    DirectiveDefinition: (node) => (ours.has(node.name.value) ? null : undefined),
    ListValue: (node) => ({
      ...node,
      values: node.values.filter(
        (value) => value.kind !== Kind.STRING || !ours.has(value.value.replace('@', '')),
      ),
    }),
  });
}

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * Other directives that Federation 1 does not know; a gateway of that version would drop the whole subgraph.
 */
const federation1 = new Set(['key', 'external', 'requires', 'provides', 'deprecated', 'specifiedBy']);

/** The subgraph in Federation 1: no links, extensions written as such, their keys external. */
export function federation1Sdl({ sdl, extends: extended }: ShapeSubgraph): string {
  const document = withoutRules(parse(sdl, { noLocation: true }));
  return print(
    visit(document, {
      SchemaExtension: () => null,
      Directive: ({ name }) => (federation1.has(name.value) ? undefined : null),
      ObjectTypeDefinition: {
        leave: (node) =>
          extended.includes(node.name.value) || roots.has(node.name.value)
            ? asExtension(node)
            : withoutUnresolvable(node),
      },
    }),
  );
}

function asExtension(node: ObjectTypeDefinitionNode): unknown {
  const keys = (node.directives ?? []).flatMap(({ arguments: args = [] }) =>
    args.flatMap(({ name, value }) =>
      name.value === 'fields' && value.kind === Kind.STRING ? [value.value] : [],
    ),
  );
  const external = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } } as const;
  const { description: _, ...rest } = withoutUnresolvable(node);
  return {
    ...rest,
    kind: Kind.OBJECT_TYPE_EXTENSION,
    fields: node.fields?.map((field) =>
      keys.includes(field.name.value)
        ? { ...field, directives: [...(field.directives ?? []), external] }
        : field,
    ),
  };
}

/** `resolvable: false` came with Federation 2. */
function withoutUnresolvable(node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  return {
    ...node,
    directives: (node.directives ?? []).map((directive) => ({
      ...directive,
      arguments: (directive.arguments ?? []).filter(({ name }) => name.value !== 'resolvable'),
    })),
  };
}
