import { differingDigits } from '../load/request.ts';
import type { Row } from '../stubs/world.ts';
import { linked } from './linked.ts';
import type { Shape, ShapeQuery } from './shape.ts';

/*
 * A graph for growth: entities that every subgraph knows a part of, lists of any length, and chains of
 * subgraphs of any length.
 */

const root = `
type Query {
  thing(id: ID!): Thing @dataClass(class: C0)
  things(id: ID!, first: Int = 10): [Thing!]! @dataClass(class: C0)
}`;

function subgraph(index: number): string {
  return `${linked}${index === 0 ? root : ''}
type Thing @key(fields: "id") {
  id: ID! @dataClass(class: C0)
  value${index}: String @dataClass(class: C0)
  next${index}: Thing @dataClass(class: C0)
}`;
}

function thing(id: string): Row {
  const followed = { __typename: 'Thing', id } as Record<string, unknown>;
  return new Proxy(followed, {
    get(target, field) {
      const name = String(field);
      if (name.startsWith('value'))
        return `What subgraph ${name.slice(5)} says of it, sixty characters long, more or less`;
      // Another entity with an id of the same length, so that answers keep their length.
      if (name.startsWith('next')) return () => thing(id);
      return target[name];
    },
  }) as Row;
}

/** @param subgraphs their number */
export function ladder(subgraphs: number, queries: readonly ShapeQuery[]): Shape {
  return {
    name: `ladder-${subgraphs}`,
    subgraphs: Array.from({ length: subgraphs }, (_, index) => ({
      name: `agency${index}`,
      sdl: subgraph(index),
      extends: index === 0 ? [] : ['Thing'],
    })),
    world: {
      query: {
        thing: ({ id }) => thing(String(id)),
        things: ({ id, first }) =>
          Array.from({ length: Number(first) }, (_, index) =>
            thing(`${id}-${String(index).padStart(6, '0')}`),
          ),
      },
      entity: ({ id }) => thing(String(id)),
    },
    queries,
  };
}

function query(name: string, text: string): ShapeQuery {
  return { name, text, variables: { id: differingDigits }, rate: 1 };
}

/** A list whose items have a part in a second subgraph; about 210 bytes per item. */
export function list(items: number): ShapeQuery {
  return query(
    `list of ${items}`,
    `query List($id: ID!) { things(id: $id, first: ${items}) { id value0 value1 } }`,
  );
}

/** Fetches that wait for one another: each step is known only to the next subgraph. */
export function chain(steps: number): ShapeQuery {
  let selection = 'id';
  for (let step = steps; step > 0; step -= 1) selection = `next${step % 2} { ${selection} value${step % 2} }`;
  return query(`chain of ${steps}`, `query Chain($id: ID!) { thing(id: $id) { ${selection} } }`);
}

/** The parts of one entity in `count` subgraphs. */
export function everyone(count: number): ShapeQuery {
  const fields = Array.from({ length: count }, (_, index) => `value${index}`).join(' ');
  return query(`all ${count} subgraphs`, `query Everyone($id: ID!) { thing(id: $id) { id ${fields} } }`);
}
