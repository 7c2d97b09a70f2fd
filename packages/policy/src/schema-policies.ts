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
import { PolicyError } from './policy-error.ts';
import { parsePolicyName } from './policy-name.ts';
import { type AnyOfAllOf, type DataClass, dataClasses, type Requirement } from './requirement.ts';
import { ruleNames } from './rule-names.ts';
import type { SchemaKind } from './rule-specifications.ts';
import { directiveArguments } from './schema-links.ts';

/** Access directives on one type or field. */
export interface ElementPolicy {
  readonly requirement: Requirement | null;
  readonly dataClass: DataClass | null;
}

/** Schema coordinate (`Type` or `Type.field`) -> its directives. Elements without directives are absent. */
export type SchemaPolicies = ReadonlyMap<string, ElementPolicy>;

const anyOfAllOf = z.array(z.array(z.string()).min(1)).min(1);

/**
 * Reads the access directives of a subgraph or supergraph SDL, under the names that `@link` gives them.
 *
 * @throws PolicyError if a directive is malformed, empty (`scopes: []`), names an unknown policy, is on an
 * element where nothing enforces it, or only resembles a rule (see `ruleNames`)
 */
export function readSchemaPolicies(document: DocumentNode, kind: SchemaKind): SchemaPolicies {
  // `@inaccessible` and the like affect only the public schema, so more places allow them.
  const names = new Map([...ruleNames(document, kind)].filter(([, rule]) => rule !== 'inaccessible'));
  refuseUnenforcedPlaces(document, names);
  const written = new Map<string, readonly DirectiveNode[]>();
  // A type defined in parts (`extend type`) combines the directives of all parts.
  const record = (coordinate: string, directives: readonly DirectiveNode[] | undefined) => {
    const known = (directives ?? []).filter((directive) => names.has(directive.name.value));
    if (known.length > 0) written.set(coordinate, [...(written.get(coordinate) ?? []), ...known]);
  };
  for (const definition of document.definitions) {
    if (!isTypeNode(definition)) continue;
    record(definition.name.value, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      record(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  }
  return new Map(
    [...written].map(([coordinate, directives]) => [coordinate, readElement(coordinate, directives, names)]),
  );
}

/**
 * Rejects rules on arguments, inputs, enum values, unions and input-only types: nothing enforces them there,
 * although the author expects it.
 */
function refuseUnenforcedPlaces(document: DocumentNode, names: ReadonlyMap<string, string>): void {
  const refuse = ({
    name,
    directives,
  }: {
    readonly name?: NameNode;
    readonly directives?: readonly DirectiveNode[] | undefined;
  }) => {
    const rule = directives?.find((directive) => names.has(directive.name.value));
    if (rule === undefined) return;
    throw new PolicyError(
      `${name?.value ?? 'schema'}: @${rule.name.value} is where nothing enforces it; put it on the field`,
      { node: rule },
    );
  };
  const isOnlyTaken = typesOnlyTaken(document);
  const refuseTaken = (leaf: Parameters<typeof refuse>[0] & { readonly name: NameNode }) => {
    if (isOnlyTaken(leaf.name.value)) refuse(leaf);
  };
  visit(document, {
    SchemaDefinition: refuse,
    SchemaExtension: refuse,
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

/** Whether a type is used only for input. */
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
    // None of them is repeatable, so it would be undefined which of two holds.
    if (seen.has(name))
      throw new PolicyError(`${coordinate}: @${name} is repeated; remove one`, {
        coordinate,
        node: directive,
      });
    seen.add(name);
    refuseOtherArguments(directive, name, coordinate);
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

const argumentOf: Readonly<Record<string, string>> = {
  requiresScopes: 'scopes',
  policy: 'policies',
  dataClass: 'class',
};

/** An unknown condition (`if:`, `unless:`) must not be ignored. */
function refuseOtherArguments(directive: DirectiveNode, rule: string, coordinate: string): void {
  const others = (directive.arguments ?? []).filter(
    ({ name }, position) => position > 0 || name.value !== argumentOf[rule],
  );
  if (others[0] === undefined) return;
  throw new PolicyError(
    `${coordinate}: @${rule} has an unknown or repeated argument ${others[0].name.value}; remove it`,
    { coordinate, node: directive },
  );
}

function parseArgument<T>(schema: z.ZodType<T>, value: unknown, coordinate: string, argument: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PolicyError(
    `${coordinate}: ${argument} is empty or malformed: ${parsed.error.issues[0]?.message}`,
    { coordinate },
  );
}

function refuseUnknownPolicies(policies: AnyOfAllOf, coordinate: string): void {
  for (const name of policies.flat()) {
    if (parsePolicyName(name) === undefined) {
      throw new PolicyError(
        `${coordinate}: unknown policy "${name}"; known are consent:<scope>, assurance:high, role:<role>, agency:<id>, owner`,
        { coordinate },
      );
    }
  }
}

function isTypeNode(node: { kind: Kind }): node is TypeDefinitionNode | TypeExtensionNode {
  return node.kind.endsWith('TypeDefinition') || node.kind.endsWith('TypeExtension');
}
