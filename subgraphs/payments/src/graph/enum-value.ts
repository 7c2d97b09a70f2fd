/** Converts a database value (lower case, hyphens) to a GraphQL enum (upper case, underscores). */
export function enumValue<Name extends string>(name: Name): EnumValue<Name> {
  return name.toUpperCase().replaceAll('-', '_') as EnumValue<Name>;
}

/** Converts a GraphQL enum back, for a filter. */
export function databaseName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

type EnumValue<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${EnumValue<Tail>}`
  : Uppercase<Name>;
