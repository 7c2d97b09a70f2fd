import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createInProcessRustPlanner } from '../planning/planners/in-process-rust-planner.ts';
import { validatingPlanner } from '../planning/planners/validating-planner.ts';

/*
 * Two agencies resolve a counter's notice, and know different kinds of notices. Planners request only kinds
 * that both know: such a plan is complete, and a notice of another kind is an error where one of its fields
 * is requested.
 */
const header = federationHeader('@key', '@shareable');
const subgraphs = [
  {
    name: 'east',
    sdl: `type Query { counter: Counter @shareable  eastern: Hall }
      type Counter { notice: Notice @shareable  notices: [[Notice]] @shareable  poster: Poster @shareable  flyer: Flyer @shareable }
      union Notice = Closure | Delay
      interface Poster { text: String }
      type Closure implements Poster @shareable { text: String }
      type Delay implements Poster { text: String @shareable  minutes: Int! }
      type Flyer @shareable { size: Size }
      enum Size { A4 }
      type Hall @key(fields: "id") { id: ID!  counter: Counter @shareable }`,
  },
  {
    name: 'west',
    sdl: `type Query { counter: Counter @shareable }
      type Counter { notice: Notice @shareable  notices: [[Notice]] @shareable  poster: Poster @shareable  flyer: Flyer @shareable }
      union Notice = Closure | Move
      interface Poster { text: String }
      type Closure implements Poster @shareable { text: String }
      type Move implements Poster { text: String @shareable  to: String }
      type Flyer @shareable { size: Size }
      enum Size { A4 A5 }
      type Hall @key(fields: "id") { id: ID!  counter: Counter @shareable  annexe: Counter }`,
  },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

const closure: Row = { __typename: 'Closure', text: 'closed' };
const delay: Row = { __typename: 'Delay', text: 'late', minutes: 5 };
const move: Row = { __typename: 'Move', text: 'moved', to: 'room 2' };

async function ask(query: string, planner: PlannerFactory, notice: Row) {
  const counter: Row = {
    __typename: 'Counter',
    notice,
    notices: [[closure, notice], []],
    poster: notice,
    flyer: { size: 'A4' },
  };
  const hall: Row = { __typename: 'Hall', id: 'h', counter, annexe: counter };
  const roots = { Query: { __typename: 'Query', counter, eastern: hall } };
  const graph = createInProcessGraph(subgraphs, roots, [hall]);
  const { data, errors } = await askGraph(query, { subgraphs, planner, respond: graph.respond });
  return { data: data?.toJSON(), errors: errors?.map(({ path }) => path?.join('.')) };
}

const planners: [string, PlannerFactory][] = [
  ['the Rust planner', (sdl) => validatingPlanner(createInProcessRustPlanner(sdl), sdl)],
  ['the Apollo planner', (_, sdl) => validatingPlanner(createApolloPlanner(sdl), sdl)],
];
const kinds =
  '__typename ... on Closure { text } ... on Delay { minutes delayed: text } ... on Move { to moved: text }';

test.each(planners)(
  '%s: members that one owner of a field does not know are omitted from the plan',
  async (_, planner) => {
    const query = `{ counter { notice { ${kinds} } notices { ${kinds} } } }`;
    const answer = await ask(query, planner, closure);
    expect(answer).toEqual({ data: { counter: { notice: closure, notices: [[closure, closure], []] } } });
  },
);

test.each(planners)(
  '%s: an object of such a member is an error where one of its fields is missing',
  async (_, planner) => {
    const query = `{ eastern { counter { notice { __typename ... on Delay { delayed: text } ... on Move { to } } } } }`;
    expect(await ask(query, planner, delay)).toEqual({
      data: { eastern: { counter: { notice: { __typename: 'Delay', delayed: null } } } },
      errors: ['eastern.counter.notice.delayed'],
    });
  },
);

test.each(planners)('%s: the object is null if the missing field is non-null', async (_, planner) => {
  const query = `{ eastern { counter { notices { ... on Closure { text } ... on Delay { minutes } } } } }`;
  expect(await ask(query, planner, delay)).toEqual({
    data: { eastern: { counter: { notices: [[{ text: 'closed' }, null], []] } } },
    errors: ['eastern.counter.notices.0.1.minutes'],
  });
});

test.each(planners)(
  '%s: fields that every member has are answered for such an object',
  async (_, planner) => {
    const query = '{ eastern { counter { notice { __typename } poster { __typename text } } } }';
    expect(await ask(query, planner, delay)).toEqual({
      data: {
        eastern: {
          counter: { notice: { __typename: 'Delay' }, poster: { __typename: 'Delay', text: 'late' } },
        },
      },
    });
  },
);

test.each(planners)(
  '%s: a field with one owner returns every member that this owner knows',
  async (_, planner) => {
    const query = `{ eastern { annexe { notice { ${kinds} } } } }`;
    expect(await ask(query, planner, move)).toEqual({
      data: { eastern: { annexe: { notice: { __typename: 'Move', to: 'room 2', moved: 'moved' } } } },
    });
  },
);
