import { namedType, type Proposal } from '../proposal/model.ts';

const ofTheKit = ['Date', 'DateTime'] as const;

/** Scalars of the kit that a schema has to declare. */
export function usedScalars({ types, operations }: Proposal): readonly (typeof ofTheKit)[number][] {
  const typed = [
    ...types.flatMap(({ fields }) => fields),
    ...operations,
    ...operations.flatMap((operation) => operation.arguments),
  ];
  const used = new Set(typed.map(({ type }) => namedType(type).name));
  return ofTheKit.filter((name) => used.has(name));
}
