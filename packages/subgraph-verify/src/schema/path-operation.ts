import { getNamedType, isCompositeType } from 'graphql';
import type { Sample } from '../sample.ts';
import { exampleArguments, exampleKey } from './example-values.ts';
import { coordinateOf, type FieldPath, type Step } from './field-path.ts';

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface PathOperation extends Operation {
  /** Response keys that lead to the field. */
  readonly location: readonly string[];
  /** Parts of the sample file that examples replace, such as `keys.Citizen`. */
  readonly lacks: readonly string[];
}

export interface PathOptions {
  readonly sample: Sample;
  /** Selection of the last field; default is `{ __typename }` if it has fields. */
  readonly leaf?: string;
  /** Only validates the operation: the first field is skipped. */
  readonly isSkipped?: boolean;
}

/** The operation that requests the last field of a path. */
export function operationOf(
  path: FieldPath,
  { sample, leaf, isSkipped = false }: PathOptions,
): PathOperation {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const lacks: string[] = [];
  const variable = (type: string, value: unknown) => {
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };
  const { from, steps } = path;
  const skip = isSkipped ? ' @skip(if: true)' : '';
  const names = steps.map(({ field }) => field.name);
  const isRoot = typeof from === 'string';
  const inner = selection(0, isRoot ? skip : '');
  const body = isRoot
    ? `${isSkipped ? '__typename ' : ''}${inner}`
    : `${isSkipped ? '__typename ' : ''}_entities(representations: ${variable('[_Any!]!', [representation()])})${skip} { __typename ... on ${from.type.name} { ${inner} } }`;
  const head = declared.length > 0 ? ` (${declared.join(', ')})` : '';
  return {
    query: `${isRoot ? from : 'query'}${head} { ${body} }`,
    variables,
    location: isRoot ? names : ['_entities', ...names],
    lacks,
  };

  function selection(at: number, directive: string): string {
    const step = steps[at];
    if (step === undefined) return leaf ?? '__typename';
    const next = steps[at + 1];
    const result = getNamedType(step.field.type);
    const start = `${step.field.name}${argumentsOf(step)}${directive}`;
    if (next === undefined) {
      return isCompositeType(result) ? `${start} { ${leaf ?? '__typename'} }` : start;
    }
    const below = selection(at + 1, '');
    return `${start} { ${result === next.owner ? below : `... on ${next.owner.name} { ${below} }`} }`;
  }

  function argumentsOf(step: Step): string {
    const values = argumentValues(step, sample);
    if (values.lacks !== null) lacks.push(values.lacks);
    const written = step.field.args
      .filter(({ name }) => name in values.given)
      .map(({ name, type }) => `${name}: ${variable(String(type), values.given[name])}`);
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }

  function representation(): unknown {
    if (isRoot) return null;
    const { type, keys } = from;
    const [given] = sample.keys[type.name] ?? [];
    if (given !== undefined) return { __typename: type.name, ...given };
    lacks.push(`keys.${type.name}`);
    const [key] = keys;
    return { __typename: type.name, ...(key && exampleKey(type, key)) };
  }
}

/** From the sample, or examples if the field requires some. */
export function argumentValues(
  step: Step,
  sample: Sample,
): { readonly given: Readonly<Record<string, unknown>>; readonly lacks: string | null } {
  const coordinate = coordinateOf(step);
  const given = sample.arguments[coordinate];
  if (given !== undefined) return { given, lacks: null };
  const examples = exampleArguments(step.field.args);
  return {
    given: examples,
    lacks: Object.keys(examples).length > 0 ? `arguments["${coordinate}"]` : null,
  };
}
