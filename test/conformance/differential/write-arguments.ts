import { type GraphQLArgument, type GraphQLField, type GraphQLInputType, isNonNullType } from 'graphql';

/** Literals and values of one type, each as GraphQL and as JSON. */
const samples: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  Int: [
    ['1', 1],
    ['2', 2],
    ['-7', -7],
  ],
  Unit: [
    ['KM', 'KM'],
    ['M', 'M'],
  ],
  '[String!]': [
    ['["x"]', ['x']],
    ['[]', []],
    ['"one"', 'one'],
    ['["é\\n\\"", "b"]', ['é\n"', 'b']],
  ],
  '[[ID]]': [
    ['[["1", 2], [null]]', [['1', 2], [null]]],
    ['"flat"', 'flat'],
  ],
  Json: [
    ['{ a: [1, "b", null] }', { a: [1, 'b', null] }],
    ['"text"', 'text'],
    ['3', 3],
  ],
  Filter: [
    ['{}', {}],
    ['{ at: 3, names: ["n"] }', { at: 3, names: ['n'] }],
    [
      '{ unit: KM, inner: { at: null, inner: { names: [] } } }',
      { unit: 'KM', inner: { at: null, inner: { names: [] } } },
    ],
  ],
};

/** Writes arguments as literals, variables with and without values and defaults, and nulls. */
export class ArgumentWriter {
  readonly definitions: string[] = [];
  readonly values: Record<string, unknown> = {};

  write(field: GraphQLField<unknown, unknown>, number: number): string {
    const written = field.args.flatMap((argument, at) => {
      const value = this.#value(argument, Math.floor(number / (at + 1)));
      return value === null ? [] : [`${argument.name}: ${value}`];
    });
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }

  #value({ type, defaultValue }: GraphQLArgument, number: number): string | null {
    const nullable = String(isNonNullType(type) ? type.ofType : type);
    const options = samples[nullable] ?? [];
    const [literal, json] = options[(number >> 3) % options.length] ?? ['null', null];
    const required = isNonNullType(type);
    switch (number % 8) {
      case 1:
      case 2:
        return literal;
      case 3:
        return this.#variable(String(type), json);
      case 4:
        return this.#variable(`${nullable} = ${literal}`, undefined);
      case 5:
        return required ? literal : this.#variable(nullable, null);
      case 6:
        return required ? this.#variable(String(type), json) : this.#variable(nullable, undefined);
      case 7:
        return this.#partly(type, json);
      default:
        return required && defaultValue === undefined ? literal : null;
    }
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    if (value !== undefined) this.values[name] = value;
    return `$${name}`;
  }

  /** A variable inside a list or an input object. */
  #partly(type: GraphQLInputType, json: unknown): string {
    switch (String(type)) {
      case 'Filter':
        return `{ at: ${this.#variable('Int', 5)}, names: [${this.#variable('String!', 'v')}], inner: { unit: ${this.#variable('Unit! = KM', undefined)} } }`;
      case '[String!]':
        return `[${this.#variable('String! = "d"', undefined)}, "e"]`;
      case '[[ID]]':
        return `[[${this.#variable('ID', undefined)}], null]`;
      case 'Json':
        return `{ nested: [${this.#variable('Json', json)}] }`;
      default:
        return isNonNullType(type) ? this.#variable(String(type), json) : 'null';
    }
  }
}
