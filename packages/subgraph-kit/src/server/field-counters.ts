import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Counts requested fields since the start, so that tests can prove that a denied field was never fetched. */
export interface Counters {
  readonly operations: number;
  /** `Type.field` -> number of operations that selected it. */
  readonly fields: Readonly<Record<string, number>>;
}

export class FieldCounters {
  #operations = 0;
  readonly #fields = new Map<string, number>();
  /** Apollo Server caches parsed documents, so each is visited once. */
  readonly #coordinates = new WeakMap<DocumentNode, readonly string[]>();

  count(schema: GraphQLSchema, document: DocumentNode): void {
    let coordinates = this.#coordinates.get(document);
    if (coordinates === undefined) {
      coordinates = fieldCoordinates(schema, document);
      this.#coordinates.set(document, coordinates);
    }
    this.#operations += 1;
    for (const coordinate of coordinates) {
      this.#fields.set(coordinate, (this.#fields.get(coordinate) ?? 0) + 1);
    }
  }

  snapshot(): Counters {
    return { operations: this.#operations, fields: Object.fromEntries(this.#fields) };
  }
}

function fieldCoordinates(schema: GraphQLSchema, document: DocumentNode): string[] {
  const coordinates = new Set<string>();
  const types = new TypeInfo(schema);
  const Field = () => {
    const parent = types.getParentType();
    const field = types.getFieldDef();
    if (parent && field && !field.name.startsWith('__')) coordinates.add(`${parent.name}.${field.name}`);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return [...coordinates];
}
