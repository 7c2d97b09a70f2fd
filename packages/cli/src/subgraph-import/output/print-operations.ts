import type { Proposal } from '../proposal/model.ts';
import { usedScalars } from './used-scalars.ts';

/** `src/operations.json`: how the generated server answers each field. */
export function printOperations(proposal: Proposal, apiKeyHeader: string | null): string {
  const { operations, types, enums } = proposal;
  const plan = {
    apiKeyHeader,
    operations: operations.map(({ field, on, rest, citizenParameter, ...operation }) => ({
      ...{ on, field, path: rest.path },
      parameters: [
        ...operation.arguments.map(({ name: argument, parameter: name, ...other }) => ({
          ...{ argument, name, in: other.in, exploded: other.isExploded },
        })),
        ...(citizenParameter === null
          ? []
          : [
              {
                ...{ argument: null, name: citizenParameter },
                in: rest.parameters.find(({ name }) => name === citizenParameter)?.in ?? 'path',
                exploded: false,
              },
            ]),
      ],
    })),
    types: types.map(({ name, fields, key }) => ({
      name,
      key: key === null ? null : { field: key.field, operation: key.operation, argument: key.argument },
      fields: fields.map((field) => ({ name: field.name, property: field.property })),
    })),
    enums: enums.map(({ name, values }) => ({ name, values })),
    scalars: usedScalars(proposal),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}
