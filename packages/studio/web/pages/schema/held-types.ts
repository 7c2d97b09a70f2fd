import type { SchemaField } from '../../graph/read-schema.ts';

/** The type of a field's values, given as written; of a list in pages, the type of its entries. */
export type HeldType = (valueType: string) => string;

/** Finds types through connections, by their `nodes` or their `edges { node }`. */
export function heldTypes(fields: readonly SchemaField[]): HeldType {
  const types = new Map(fields.map(({ coordinate, valueType }) => [coordinate, nameIn(valueType)]));
  return (valueType) => {
    const type = nameIn(valueType);
    const entry = types.get(`${type}.nodes`) ?? types.get(`${types.get(`${type}.edges`)}.node`);
    return entry ?? type;
  };
}

/** `[Station!]!`: Station. */
function nameIn(valueType: string): string {
  return valueType.replace(/[^\w]/g, '');
}
