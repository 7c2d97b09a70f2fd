/** The database writes names in lower case with hyphens, GraphQL in upper case with underscores. */
export function enumValue<Name extends string>(name: Name): EnumValue<Name> {
  return name.toUpperCase().replaceAll('-', '_') as EnumValue<Name>;
}

type EnumValue<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${EnumValue<Tail>}`
  : Uppercase<Name>;
