import { type DirectiveNode, Kind } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** When a selection counts, as `@skip` and `@include` say: every term must hold. `null`: never. */
export type Inclusion = readonly Term[] | null;

interface Term {
  readonly variable: string;
  readonly expected: boolean;
}

export const always: Inclusion = [];

/** `outer` narrowed by the directives of a selection inside it. */
export function narrow(outer: Inclusion, directives: readonly DirectiveNode[] | undefined): Inclusion {
  let terms: Inclusion = outer;
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const condition = directive.arguments?.[0]?.value;
    if (terms === null || condition === undefined) return null;
    const expected = name === 'include';
    if (condition.kind === Kind.VARIABLE) terms = [...terms, { variable: condition.name.value, expected }];
    else if (condition.kind === Kind.BOOLEAN && condition.value !== expected) return null;
  }
  return terms;
}

export function holdsFor(inclusion: Inclusion, variables: Variables): boolean {
  return inclusion?.every((term) => variables[term.variable] === term.expected) ?? false;
}
