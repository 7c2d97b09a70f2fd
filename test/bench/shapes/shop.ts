import { differingDigits } from '../load/request.ts';
import type { Row } from '../stubs/world.ts';
import { linked } from './linked.ts';
import type { Shape } from './shape.ts';

/*
 * The graph of the well-known federation benchmark, written anew: users review products whose stock another
 * subgraph knows. Each page has its own ids and the same relations, so that answers to differing requests
 * have the same length.
 */

const personal = `@requiresScopes(scopes: [["identity:profile"]]) @policy(policies: [["consent:identity:profile"]])`;

const users = `${linked}
type Query { users(page: ID!): [User!]! @dataClass(class: C0) }
type User @key(fields: "id") {
  id: ID! @dataClass(class: C0)
  username: String @authenticated @dataClass(class: C1)
  name: String ${personal} @dataClass(class: C2)
}`;

const products = `${linked}
type Query { topProducts(page: ID!, first: Int = 5): [Product!]! @dataClass(class: C0) }
type Product @key(fields: "upc") {
  upc: ID! @dataClass(class: C0)
  name: String @dataClass(class: C0)
  price: Int @dataClass(class: C0)
  weight: Int @dataClass(class: C0)
}`;

const reviews = `${linked}
type Review @key(fields: "id") {
  id: ID! @dataClass(class: C0)
  body: String @dataClass(class: C0)
  author: User @dataClass(class: C0)
  product: Product @dataClass(class: C0)
}
type User @key(fields: "id") {
  id: ID! @dataClass(class: C0)
  reviews: [Review!]! @dataClass(class: C0)
}
type Product @key(fields: "upc") {
  upc: ID! @dataClass(class: C0)
  reviews: [Review!]! @dataClass(class: C0)
}`;

const inventory = `${linked}
type Product @key(fields: "upc") {
  upc: ID! @dataClass(class: C0)
  price: Int @external @dataClass(class: C0)
  weight: Int @external @dataClass(class: C0)
  inStock: Boolean @dataClass(class: C0)
  shippingEstimate: Int @requires(fields: "price weight") @dataClass(class: C0)
}`;

const people = ['Ada', 'Brook', 'Chen', 'Dara', 'Emil', 'Fumi'];
const things = ['Table', 'Couch', 'Glass', 'Chair', 'Shelf', 'Light', 'Stool', 'Bench', 'Frame'];
/** Reviews: four per person, so that the answer is as large as in the benchmark, 87 kB. */
const written = Array.from(
  { length: 24 },
  (_, at) => [at % people.length, (at * 5 + Math.floor(at / people.length)) % things.length] as const,
);

const user = (page: string, index: number): Row => ({
  __typename: 'User',
  id: `U${page}-${index}`,
  username: `@${people[index]!.toLowerCase()}`,
  name: `${people[index]} of the Example Family`,
  reviews: () => written.flatMap(([author], at) => (author === index ? [review(page, at)] : [])),
});

const product = (page: string, index: number): Row => ({
  __typename: 'Product',
  upc: `P${page}-${index}`,
  name: things[index],
  price: 100 + index,
  weight: 1000 + index,
  inStock: index % 2 === 0,
  shippingEstimate: 50 + index,
  reviews: () => written.flatMap(([, about], at) => (about === index ? [review(page, at)] : [])),
});

const review = (page: string, index: number): Row => ({
  __typename: 'Review',
  id: `R${page}-${index}`,
  body: `What can be said about it, number ${index + 10}`,
  author: () => user(page, written[index]![0]),
  product: () => product(page, written[index]![1]),
});

const makers: Readonly<Record<string, (page: string, index: number) => Row>> = {
  User: user,
  Product: product,
  Review: review,
};

const bigQuery = `fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }

query Big($page: ID!) {
  users(page: $page) {
    ...User
    reviews {
      ...Review
      product {
        ...Product
        reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
      }
    }
  }
  topProducts(page: $page) {
    ...Product
    reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
  }
}`;

export const shop: Shape = {
  name: 'shop',
  subgraphs: [
    { name: 'users', sdl: users, extends: [] },
    { name: 'products', sdl: products, extends: [] },
    { name: 'reviews', sdl: reviews, extends: ['User', 'Product'] },
    { name: 'inventory', sdl: inventory, extends: ['Product'] },
  ],
  world: {
    query: {
      users: ({ page }) => people.map((_, index) => user(String(page), index)),
      topProducts: ({ page, first }) =>
        things.slice(0, Number(first ?? 5)).map((_, index) => product(String(page), index)),
    },
    entity(row) {
      const [key, index] = String(row.id ?? row.upc).split('-') as [string, string];
      return makers[row.__typename]!(key.slice(1), Number(index));
    },
  },
  queries: [{ name: 'big', text: bigQuery, variables: { page: differingDigits }, rate: 30 }],
};
