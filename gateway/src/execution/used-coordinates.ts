import { TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { fieldsOfOperation, type ReadOperation } from '../admission/authorization/fields-of-operation.ts';
import { operationAlone } from '../lib/graphql/operation-alone.ts';

/**
 * Coordinates that an operation uses: each field of an object type that it can read, each field as it is
 * written (perhaps of an interface), and each argument that it gives, as `Type.field(argument:)`.
 */
export function usedCoordinates(source: ReadOperation): string[] {
  const used = new Set(fieldsOfOperation(source).map(({ coordinate }) => coordinate));
  const types = new TypeInfo(source.schema);
  visit(
    operationAlone(source.document, source.operation),
    visitWithTypeInfo(types, {
      Field({ name, arguments: given = [] }) {
        const parent = types.getParentType()?.name;
        if (parent === undefined) return;
        const field = `${parent}.${name.value}`;
        used.add(field);
        for (const argument of given) used.add(`${field}(${argument.name.value}:)`);
      },
    }),
  );
  // Introspection uses nothing that could change, and `__typename` belongs to every type.
  return [...used].filter((coordinate) => !/^__|\.__/.test(coordinate)).sort();
}
