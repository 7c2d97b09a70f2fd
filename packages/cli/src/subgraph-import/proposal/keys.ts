import { camelCase, wordsOf } from '../document/names.ts';
import { namedType, type ProposedKey, type ProposedOperation } from './model.ts';
import type { ClassifiedType } from './propose.ts';

/**
 * Types that other subgraphs can refer to: an operation reads one of them by a property, and by nothing else
 * that must be given. A public type needs a public operation: a reference skips the guard of the field.
 */
export function proposeKeys(
  types: ReadonlyMap<string, ClassifiedType>,
  operations: readonly ProposedOperation[],
): ReadonlyMap<string, ProposedKey> {
  const keys = new Map<string, ProposedKey>();
  for (const operation of operations) {
    if (operation.on !== 'Query' || operation.type.kind !== 'type') continue;
    const type = types.get(namedType(operation.type).name);
    const required = operation.arguments.filter(({ isRequired }) => isRequired);
    const [argument, ...others] = required;
    if (type === undefined || keys.has(type.name) || argument?.in !== 'path' || others.length > 0) continue;
    if (type.publicBecause !== null && operation.proposal.dataClass !== 'C0') continue;
    const field = keyField(type, argument.parameter);
    if (field === undefined) continue;
    keys.set(type.name, {
      ...{ field, operation: operation.field, argument: argument.name },
      evidence: `GET ${operation.rest.path} reads one by ${argument.parameter}`,
    });
  }
  return keys;
}

/** The property of the same name; or `id`, where the parameter is an id of something. */
function keyField(type: ClassifiedType, parameter: string): string | undefined {
  const scalars = type.fields.filter((field) => field.type.kind === 'scalar');
  const same = scalars.find(
    ({ property }) => property === parameter || camelCase(property) === camelCase(parameter),
  );
  const byId =
    wordsOf(parameter).at(-1) === 'id' ? scalars.find(({ property }) => property === 'id') : undefined;
  return (same ?? byId)?.name;
}
