import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type NameNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
  visit,
} from 'graphql';
import { z } from 'zod';
import { parsePolicyName } from './policy-name.ts';
import { type AnyOfAllOf, type DataClass, dataClasses, type Requirement } from './requirement.ts';
import { directiveArguments, type SchemaLink, schemaLinks } from './schema-links.ts';

/** What the directives on one type or field say. */
export interface ElementPolicy {
  readonly requirement: Requirement | null;
  readonly dataClass: DataClass | null;
}

/** Schema coordinate (`Type` or `Type.field`) -> what is written there. Elements without directives are absent. */
export type SchemaPolicies = ReadonlyMap<string, ElementPolicy>;

/** A schema whose policy cannot be understood, and so must not be served. */
export class PolicyError extends Error {
  readonly code = 'POLICY_INVALID';
  override readonly name = 'PolicyError';
}

const federation = 'https://specs.apollo.dev/federation';
const dataClassSpec = 'https://civic-graph.example/data-class';
const directiveOf: Readonly<Record<string, string>> = {
  'https://specs.apollo.dev/authenticated': 'authenticated',
  'https://specs.apollo.dev/requiresScopes': 'requiresScopes',
  'https://specs.apollo.dev/policy': 'policy',
  [dataClassSpec]: 'dataClass',
};

const anyOfAllOf = z.array(z.array(z.string()).min(1)).min(1);

/**
 * Reads the access directives of a subgraph's or a supergraph's SDL, under whatever names `@link` gives them.
 *
 * @throws PolicyError where a directive is malformed, empty (`scopes: []`), names an unknown policy, or stands where nothing
 *   enforces it
 */
export function readSchemaPolicies(document: DocumentNode): SchemaPolicies {
  const names = directiveNames(schemaLinks(document));
  refuseUnenforcedPlaces(document, names);
  const policies = new Map<string, ElementPolicy>();
  const record = (coordinate: string, directives: readonly DirectiveNode[] | undefined) => {
    const known = (directives ?? []).filter((directive) => names.has(directive.name.value));
    if (known.length === 0) return;
    policies.set(coordinate, merge(policies.get(coordinate), readElement(coordinate, known, names)));
  };
  for (const definition of document.definitions) {
    if (!isTypeNode(definition)) continue;
    record(definition.name.value, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      record(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  }
  return policies;
}

/**
 * What comes from the caller is judged by the field that takes it. A rule on an argument, an input, a value of an enum, a
 * union, or a scalar or enum that is only ever taken is none that anybody looks at; whoever wrote it meant one.
 */
function refuseUnenforcedPlaces(document: DocumentNode, names: ReadonlyMap<string, string>): void {
  const refuse = ({
    name,
    directives,
  }: {
    readonly name: NameNode;
    readonly directives?: readonly DirectiveNode[] | undefined;
  }) => {
    const rule = directives?.find((directive) => names.has(directive.name.value));
    if (rule === undefined) return;
    throw new PolicyError(
      `${name.value}: @${rule.name.value} stands where nothing enforces it; put it on the field`,
    );
  };
  const isOnlyTaken = typesOnlyTaken(document);
  const refuseTaken: typeof refuse = (leaf) => {
    if (isOnlyTaken(leaf.name.value)) refuse(leaf);
  };
  visit(document, {
    InputValueDefinition: refuse,
    InputObjectTypeDefinition: refuse,
    InputObjectTypeExtension: refuse,
    EnumValueDefinition: refuse,
    UnionTypeDefinition: refuse,
    UnionTypeExtension: refuse,
    ScalarTypeDefinition: refuseTaken,
    ScalarTypeExtension: refuseTaken,
    EnumTypeDefinition: refuseTaken,
    EnumTypeExtension: refuseTaken,
  });
}

/** Whether a type is that of arguments or of fields of inputs, and of nothing that is given out. */
function typesOnlyTaken(document: DocumentNode): (typeName: string) => boolean {
  const taken = new Set<string>();
  const given = new Set<string>();
  visit(document, {
    InputValueDefinition: ({ type }) => void taken.add(nameOf(type)),
    FieldDefinition: ({ type }) => void given.add(nameOf(type)),
  });
  return (typeName) => taken.has(typeName) && !given.has(typeName);
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Name in the document -> canonical name, e.g. `federation__policy` -> `policy`. */
function directiveNames(links: readonly SchemaLink[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const link of links) {
    const directives =
      link.identity === federation ? Object.values(directiveOf) : [directiveOf[link.identity] ?? []].flat();
    for (const directive of directives) {
      // A feature's main directive bears the namespace's own name; others are prefixed unless imported.
      const unimported = link.identity === federation ? `${link.namespace}__${directive}` : link.namespace;
      names.set(link.imports.get(`@${directive}`)?.slice(1) ?? unimported, directive);
    }
  }
  return names;
}

function readElement(
  coordinate: string,
  directives: readonly DirectiveNode[],
  names: ReadonlyMap<string, string>,
): ElementPolicy {
  let authenticated = false;
  let scopes: AnyOfAllOf | null = null;
  let policies: AnyOfAllOf | null = null;
  let dataClass: DataClass | null = null;
  const seen = new Set<string>();
  for (const directive of directives) {
    const name = names.get(directive.name.value) ?? '';
    // None of them is repeatable; which of two would hold must not be left to a reader.
    if (seen.has(name)) throw new PolicyError(`${coordinate}: @${name} stands there twice`);
    seen.add(name);
    const values = directiveArguments(directive);
    switch (name) {
      case 'authenticated':
        authenticated = true;
        break;
      case 'requiresScopes':
        scopes = parseArgument(anyOfAllOf, values.scopes, coordinate, '@requiresScopes(scopes:)');
        break;
      case 'policy':
        policies = parseArgument(anyOfAllOf, values.policies, coordinate, '@policy(policies:)');
        refuseUnknownPolicies(policies, coordinate);
        break;
      case 'dataClass':
        dataClass = parseArgument(z.enum(dataClasses), values.class, coordinate, '@dataClass(class:)');
        break;
    }
  }
  const requirement = authenticated || scopes || policies ? { authenticated, scopes, policies } : null;
  return { requirement, dataClass };
}

function parseArgument<T>(schema: z.ZodType<T>, value: unknown, coordinate: string, argument: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PolicyError(
    `${coordinate}: ${argument} is empty or malformed: ${parsed.error.issues[0]?.message}`,
  );
}

function refuseUnknownPolicies(policies: AnyOfAllOf, coordinate: string): void {
  for (const name of policies.flat()) {
    if (parsePolicyName(name) === undefined) {
      throw new PolicyError(
        `${coordinate}: unknown policy "${name}"; known are consent:<scope>, assurance:high, role:<role>, agency:<id>, owner`,
      );
    }
  }
}

/** A type that is defined in parts (`extend type`) gathers what each part says. No directive is repeatable. */
function merge(first: ElementPolicy | undefined, second: ElementPolicy): ElementPolicy {
  if (first === undefined) return second;
  return {
    requirement: mergeRequirements(first.requirement, second.requirement),
    dataClass: second.dataClass ?? first.dataClass,
  };
}

function mergeRequirements(first: Requirement | null, second: Requirement | null): Requirement | null {
  if (first === null || second === null) return first ?? second;
  return {
    authenticated: first.authenticated || second.authenticated,
    scopes: first.scopes ?? second.scopes,
    policies: first.policies ?? second.policies,
  };
}

function isTypeNode(node: { kind: Kind }): node is TypeDefinitionNode | TypeExtensionNode {
  return node.kind.endsWith('TypeDefinition') || node.kind.endsWith('TypeExtension');
}
