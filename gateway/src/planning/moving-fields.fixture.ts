import { federationHeader, personas, withPublicClass } from '@civic-graph/testing';
import { composeSupergraph } from '../supergraph/compose.ts';
import type { Plan } from './plan.ts';

const header = federationHeader('@key', '@override');

/** Fields that move from `old` to `next`, by the label of each. */
export const movingFields = {
  tenth: 'percent(10)',
  third: 'percent(33.5)',
  all: 'percent(100)',
  none: 'percent(0)',
  beta: 'beta',
} as const;

const inOld = Object.keys(movingFields).map((field) => `${field}: Int`);
const inNext = Object.entries(movingFields).map(
  ([field, label]) => `${field}: Int @override(from: "old", label: "${label}")`,
);

/** Two subgraphs; besides the moving fields one that stays, and one that has moved for all. */
export const movingSupergraph = composeSupergraph(
  [
    {
      name: 'old',
      sdl: `type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! stays: Int moved: Int ${inOld.join(' ')} }`,
    },
    {
      name: 'next',
      sdl: `type Thing @key(fields: "id") { id: ID! moved: Int @override(from: "old") ${inNext.join(' ')} }`,
    },
  ].map(({ name, sdl }) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    sdl: withPublicClass(header + sdl),
  })),
);

/** A citizen whom apps know by this subject. */
export const citizenCalled = (subject: string) => ({ ...personas.lin, subject });

/** The names that a plan asks of a subgraph. */
export function askedOf(subgraph: string, node: Plan | null): string[] {
  switch (node?.kind) {
    case 'sequence':
    case 'parallel':
      return node.nodes.flatMap((child) => askedOf(subgraph, child));
    case 'root':
    case 'entities':
      return node.fetch.subgraph === subgraph ? (node.fetch.text.match(/\b[a-z]+\b/g) ?? []) : [];
    default:
      return [];
  }
}
