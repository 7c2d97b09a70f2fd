import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { fieldsOfOperation, type ReadOperation } from '../admission/authorization/fields-of-operation.ts';

/**
 * Coordinates that an operation uses: each field of an object type that it can read, each field as it is
 * written (perhaps of an interface), and each argument that it gives, as `Type.field(argument:)`.
 */
export function usedCoordinates(source: ReadOperation): string[] {
  const used = new Set(fieldsOfOperation(source).map(({ coordinate }) => coordinate));
  const types = new TypeInfo(source.schema);
  const definitions = [
    source.operation,
    ...source.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
  ];
  for (const definition of definitions) {
    visit(
      definition,
      visitWithTypeInfo(types, {
        Field({ name, arguments: given = [] }) {
          const parent = types.getParentType()?.name;
          // `__typename` belongs to every type.
          if (parent === undefined || name.value.startsWith('__') || parent.startsWith('__')) return;
          const field = `${parent}.${name.value}`;
          used.add(field);
          for (const argument of given) used.add(`${field}(${argument.name.value}:)`);
        },
      }),
    );
  }
  return [...used].filter((coordinate) => !/^__|\.__/.test(coordinate)).sort();
}
