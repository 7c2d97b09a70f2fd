/** How each field is answered: the content of operations.json. */
export interface Plan {
  readonly apiKeyHeader: string | null;
  readonly operations: readonly Operation[];
  readonly types: readonly PlannedType[];
  readonly enums: readonly PlannedEnum[];
  /** Scalars of the kit that the schema uses. */
  readonly scalars: readonly ('Date' | 'DateTime')[];
}

export interface Operation {
  readonly on: 'Query' | 'Citizen';
  readonly field: string;
  /** With parameters in braces: `/branches/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  /** Argument of the field; `null` for the key of the citizen. */
  readonly argument: string | null;
  readonly name: string;
  readonly in: 'path' | 'query';
  /** Whether the values of a list are separate parameters. */
  readonly exploded: boolean;
}

export interface PlannedType {
  readonly name: string;
  readonly key: { readonly field: string; readonly operation: string; readonly argument: string } | null;
  readonly fields: readonly { readonly name: string; readonly property: string }[];
}

export interface PlannedEnum {
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly value: string }[];
}
