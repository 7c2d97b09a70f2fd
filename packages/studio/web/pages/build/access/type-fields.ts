/** The type of which a message of the gateway says that it lacks a field; `null` for another message. */
export function typeWithoutField(message: string): string | null {
  return /^Cannot query field "\w+" on type "(\w+)"/.exec(message)?.[1] ?? null;
}

interface TypedField {
  readonly coordinate: string;
  readonly typeName: string;
}

/** Names of a type's fields in all subgraphs, in alphabetical order. */
export function fieldsOfType(fields: readonly TypedField[], type: string): string[] {
  const names = fields.flatMap(({ coordinate, typeName }) =>
    typeName === type ? [coordinate.slice(type.length + 1)] : [],
  );
  return [...new Set(names)].sort((one, other) => one.localeCompare(other));
}
