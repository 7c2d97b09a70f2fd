/** The database writes names in lower case with hyphens, GraphQL in upper case with underscores. */
export function enumValue<Name extends string>(name: Name): EnumValue<Name> {
  return name.toUpperCase().replaceAll('-', '_') as EnumValue<Name>;
}

/** The other way round, for a filter. */
export function databaseName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

type EnumValue<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${EnumValue<Tail>}`
  : Uppercase<Name>;
