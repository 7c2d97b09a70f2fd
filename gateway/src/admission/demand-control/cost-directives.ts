import { directiveArguments, schemaLinks } from '@civic-graph/policy';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import { z } from 'zod';

/** A subgraph's declaration about the length of a list (`@listSize`). */
export interface ListSize {
  /** The length without a slicing argument. */
  readonly assumedSize: number | null;
  /** Arguments whose value is the length; the largest counts. */
  readonly slicingArguments: readonly string[];
  /** The lists within the returned object that it describes; empty if the field itself is the list. */
  readonly sizedFields: readonly string[];
  /** Whether exactly one of the arguments is required. */
  readonly requireOneSlicingArgument: boolean;
}

/**
 * Declared costs by schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Input.field`.
 * Interfaces and abstract types take the highest cost of their members.
 */
export interface CostDirectives {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

const specification = 'https://specs.apollo.dev/cost';

const cost = z.object({ weight: z.int() });
const listSize = z.object({
  assumedSize: z.int().min(0).nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
  requireOneSlicingArgument: z.boolean().nullish(),
});

type Annotated = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/**
 * Reads the directives of the cost specification (https://ibm.github.io/graphql-specs/cost-spec.html, in the
 * form of federation 2.9) under the names that `@link` gives them.
 */
export function readCostDirectives(document: DocumentNode): CostDirectives {
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const link = schemaLinks(document).find(({ identity }) => identity === specification);
  if (link === undefined) return { weights, listSizes };
  // A directive with its specification's name is named after the namespace alone
  // (https://specs.apollo.dev/link/v1.0).
  const costName = link.imports.get('@cost')?.slice(1) ?? link.namespace;
  const sizeName = link.imports.get('@listSize')?.slice(1) ?? `${link.namespace}__listSize`;

  for (const definition of document.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        weigh(definition.name.value, definition);
        for (const field of definition.fields ?? []) readField(definition.name.value, field);
        break;
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
        weigh(definition.name.value, definition);
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        for (const field of definition.fields ?? [])
          weigh(`${definition.name.value}.${field.name.value}`, field);
        break;
    }
  }
  raiseToMembers(document, weights, listSizes);
  return { weights, listSizes };

  function weigh(coordinate: string, node: Annotated): void {
    const weight = argumentsOf(costName, node, cost)?.weight;
    if (weight !== undefined) weights.set(coordinate, weight);
  }

  function readField(type: string, field: FieldDefinitionNode): void {
    const coordinate = `${type}.${field.name.value}`;
    weigh(coordinate, field);
    for (const argument of field.arguments ?? []) weigh(argumentCoordinate(coordinate, argument), argument);
    const size = argumentsOf(sizeName, field, listSize);
    if (size === undefined) return;
    listSizes.set(coordinate, {
      assumedSize: size.assumedSize ?? null,
      slicingArguments: size.slicingArguments ?? [],
      sizedFields: size.sizedFields ?? [],
      requireOneSlicingArgument: size.requireOneSlicingArgument ?? true,
    });
  }
}

function argumentCoordinate(field: string, { name }: InputValueDefinitionNode): string {
  return `${field}(${name.value}:)`;
}

function argumentsOf<T>(name: string, { directives = [] }: Annotated, shape: z.ZodType<T>): T | undefined {
  const directive = directives.find((each) => each.name.value === name);
  return directive && shape.safeParse(directiveArguments(directive)).data;
}

/**
 * Raises the cost of an abstract type to that of its most expensive member, because the actual one is
 * unknown.
 */
function raiseToMembers(
  document: DocumentNode,
  weights: Map<string, number>,
  listSizes: Map<string, ListSize>,
): void {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const member of definition.types ?? []) raise(definition.name.value, member.name.value);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name } of definition.interfaces ?? []) {
      raise(name.value, definition.name.value);
      for (const field of definition.fields ?? []) {
        const [abstract, own] = [
          `${name.value}.${field.name.value}`,
          `${definition.name.value}.${field.name.value}`,
        ];
        raise(abstract, own);
        for (const argument of field.arguments ?? []) {
          raise(argumentCoordinate(abstract, argument), argumentCoordinate(own, argument));
        }
        const size = listSizes.get(own);
        if (size) listSizes.set(abstract, larger(listSizes.get(abstract), size));
      }
    }
  }

  function raise(abstract: string, own: string): void {
    const weight = weights.get(own);
    if (weight !== undefined) weights.set(abstract, Math.max(weights.get(abstract) ?? weight, weight));
  }
}

function larger(one: ListSize | undefined, other: ListSize): ListSize {
  if (one === undefined) return other;
  const assumed = Math.max(one.assumedSize ?? 0, other.assumedSize ?? 0);
  return {
    assumedSize: one.assumedSize === null && other.assumedSize === null ? null : assumed,
    slicingArguments: [...new Set([...one.slicingArguments, ...other.slicingArguments])],
    sizedFields: [...new Set([...one.sizedFields, ...other.sizedFields])],
    requireOneSlicingArgument: one.requireOneSlicingArgument && other.requireOneSlicingArgument,
  };
}
