/** Names of enum values in GraphQL: `access-gain` is `ACCESS_GAIN`. */
export function enumName<Name extends string>(name: Name): EnumName<Name> {
  return name.toUpperCase().replaceAll('-', '_') as EnumName<Name>;
}

type EnumName<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${EnumName<Tail>}`
  : Uppercase<Name>;
