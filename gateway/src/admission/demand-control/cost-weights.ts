import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  Kind,
  type ValueNode,
} from 'graphql';
import { type Amount, sum } from './amount.ts';
import type { CostDirectives } from './cost-directives.ts';

/** The costs counted for an operation. */
export interface Weights {
  /** One instance of the field's result. */
  instance(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number;
  /** Cost of its arguments, however long its list is. */
  arguments(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, node: FieldNode): Amount;
}

/** Fields of objects and items of lists, one each: the memory that an answer takes. */
export const everyValue: Weights = { instance: () => 1, arguments: () => 0 };

/**
 * The default weights of the cost specification: one for an object or input object, nothing for a scalar or
 * an enum, unless `@cost` overrides it.
 */
export function directedWeights({ weights }: CostDirectives): Weights {
  return {
    instance(parent, field) {
      const type = getNamedType(field.type);
      const own = weights.get(`${parent.name}.${field.name}`);
      const usual = isAbstractType(type) ? Math.max(1, weights.get(type.name) ?? 1) : weightOf(type);
      if (own === undefined) return usual;
      // One cheap implementer does not make the others cheaper.
      return isInterfaceType(parent) ? Math.max(own, usual) : own;
    },
    arguments(parent, field, node) {
      const parts: Amount[] = [];
      for (const { name, value } of node.arguments ?? []) {
        const argument = field.args.find((each) => each.name === name.value);
        if (!argument) continue;
        const own = weights.get(`${parent.name}.${field.name}(${argument.name}:)`);
        parts.push(ofValue(argument.type, value, own));
      }
      return sum(parts);
    },
  };

  function weightOf(type: GraphQLNamedType): number {
    return weights.get(type.name) ?? (isLeafType(type) ? 0 : 1);
  }

  /** @param own weight of the argument or field that the value is for */
  function ofValue(declared: GraphQLInputType, node: ValueNode, own: number | undefined): Amount {
    if (node.kind === Kind.VARIABLE) {
      if (isFree(declared, own)) return 0;
      const name = node.name.value;
      return (variables) => (Object.hasOwn(variables, name) ? ofCoerced(declared, variables[name], own) : 0);
    }
    const type = getNullableType(declared);
    if (isListType(type)) {
      const items = node.kind === Kind.LIST ? node.values : [node];
      return sum(items.map((item) => ofValue(type.ofType, item, own)));
    }
    const weight = own ?? weightOf(type);
    if (!isInputObjectType(type) || node.kind !== Kind.OBJECT) return node.kind === Kind.NULL ? 0 : weight;
    const fields = type.getFields();
    const below = node.fields.map(({ name, value }) => {
      const field = fields[name.value];
      return field ? ofValue(field.type, value, weights.get(`${type.name}.${field.name}`)) : 0;
    });
    return sum([weight, ...below]);
  }

  function ofCoerced(declared: GraphQLInputType, value: unknown, own: number | undefined): number {
    if (value === null || value === undefined) return 0;
    const type = getNullableType(declared);
    if (isListType(type)) {
      if (!Array.isArray(value)) return ofCoerced(type.ofType, value, own);
      if (isFree(type.ofType, own)) return 0;
      return value.reduce((total: number, item: unknown) => total + ofCoerced(type.ofType, item, own), 0);
    }
    let total = own ?? weightOf(type);
    if (!isInputObjectType(type) || typeof value !== 'object') return total;
    for (const { name, type: declaredField } of Object.values(type.getFields())) {
      const given: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
      total += ofCoerced(declaredField, given, weights.get(`${type.name}.${name}`));
    }
    return total;
  }

  /** Most arguments have no input objects, so that a request skips them. */
  function isFree(declared: GraphQLInputType, own: number | undefined): boolean {
    const type = getNamedType(declared);
    return isLeafType(type) && (own ?? weightOf(type)) === 0;
  }
}
