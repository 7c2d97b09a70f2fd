import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { pick } from './draft.ts';
import type { OperationBlueprint, Step } from './operations.ts';
import { ArgumentWriter } from './write-arguments.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Names with a meaning in JavaScript or in implementations of federation. */
const aliases = [
  'a',
  'b',
  'id',
  '__proto__',
  'constructor',
  'toString',
  'code',
  '__typename',
  'f0',
  'hasOwnProperty',
  'ref',
];

const conditions = [
  '@include(if: true)',
  '@skip(if: false)',
  '@skip(if: true)',
  '@include(if: $yes)',
  '@skip(if: $no)',
  '@include(if: $no)',
  '@skip(if: $yes) @include(if: $no)',
];

/** Writes a blueprint as an operation on the schema. It may be invalid if fields cannot be merged. */
export function writeOperation(schema: GraphQLSchema, blueprint: OperationBlueprint): Operation {
  const mutation = blueprint.mutation ? schema.getMutationType() : null;
  const root = mutation ?? schema.getQueryType()!;
  const taken = new Map<string, string>();
  const fragments: string[] = [];
  const written = new ArgumentWriter();
  const body = selection(root, blueprint.steps, '');
  const text = [body, ...fragments].join('\n');
  const declared = [
    ...['yes', 'no'].filter((name) => text.includes(`$${name})`)).map((name) => `$${name}: Boolean!`),
    ...written.definitions,
  ];
  const definitions = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return {
    query: `${mutation ? 'mutation' : 'query'} ${definitions} ${text}`,
    variables: { ...written.values, yes: blueprint.yes, no: blueprint.no },
  };

  function selection(type: GraphQLCompositeType, steps: readonly Step[], path: string): string {
    const parts = steps.map((step) => part(type, step, path));
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  function part(type: GraphQLCompositeType, step: Step, path: string): string {
    const kind = step.kind % 12;
    const condition = step.condition % 3 === 1 ? ` ${pick(conditions, step.condition >> 2)}` : '';
    if (kind === 9 || !('getFields' in type)) {
      if (kind < 9 && step.below.length > 0) return fragment(type, step, path, condition);
      const key = responseKey(type, '__typename', '__typename String!', step, path);
      return `${key}__typename${condition}`;
    }
    if (kind > 9 && step.below.length > 0) return fragment(type, step, path, condition);
    return writeField(type, pick(Object.values(type.getFields()), step.pick), step, path, condition);
  }

  function fragment(type: GraphQLCompositeType, step: Step, path: string, condition: string): string {
    const target = pick(conditionsFor(type), step.pick);
    const body = selection(target, step.below, path);
    if (step.alias % 3 === 0) {
      const typed = target === type && step.alias % 2 === 0 ? '' : ` on ${target.name}`;
      return `...${typed}${condition} ${body}`;
    }
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${target.name} ${body}`);
    return `...${name}${condition}`;
  }

  /** Types on which a fragment within the type can be. */
  function conditionsFor(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const objects = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
    const abstract = Object.values(schema.getTypeMap()).filter(
      (other) =>
        isAbstractType(other) && other !== type && objects.some((object) => schema.isSubType(other, object)),
    );
    return [...new Set([type, ...objects, ...(abstract as GraphQLCompositeType[])])];
  }

  function writeField(
    parent: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    step: Step,
    path: string,
    condition: string,
  ): string {
    const type = getNamedType(field.type);
    const args = written.write(field, step.arguments);
    const shape = isLeafType(type) ? String(field.type) : String(field.type).replace(/\w+/, 'object');
    const key = responseKey(parent, field.name, `${field.name}${args} ${shape}`, step, path);
    const below = isCompositeType(type)
      ? ` ${selection(type, step.below, `${path}/${key || field.name}`)}`
      : '';
    return `${key}${field.name}${args}${condition}${below}`;
  }

  /** An alias, with its colon, under which the field can be merged with the existing ones; usually none. */
  function responseKey(
    parent: GraphQLCompositeType,
    name: string,
    meaning: string,
    step: Step,
    path: string,
  ): string {
    const wanted = step.alias % 3 === 0 ? pick(aliases, step.alias >> 2) : name;
    for (let at = 0; ; at++) {
      const key = at === 0 ? wanted : `${wanted}${at}`;
      const place = `${path}/${key}`;
      const shape = meaning.slice(meaning.lastIndexOf(' '));
      const owner = isObjectType(parent) ? parent.name : '*';
      const known = taken.get(`${place} ${owner}`) ?? taken.get(`${place} *`);
      const knownShape = taken.get(place);
      const mergeable =
        (known === undefined || known === meaning) && (knownShape === undefined || knownShape === shape);
      if (!mergeable) continue;
      taken.set(`${place} ${owner}`, meaning);
      taken.set(place, shape);
      return key === name ? '' : `${key}: `;
    }
  }
}
