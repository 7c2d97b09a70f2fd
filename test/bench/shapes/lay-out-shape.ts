import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printSchema, Supergraph } from '@apollo/federation-internals';
import { createApolloPlanner } from '@civic-graph/gateway/testing';
import { composeSupergraph } from '@civic-graph/supergraph';
import { buildSchema, graphql } from 'graphql';
import { federation1Sdl, plainSdl } from './sdl-variants.ts';
import type { Shape, ShapeQuery } from './shape.ts';

/** A shape on disk, in every format that a contender reads, and the addresses of its subgraphs. */
export interface LaidOutShape {
  readonly shape: Shape;
  readonly folder: string;
  readonly stubOrigin: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** The answers of one server with all data. */
  answer(query: ShapeQuery, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/**
 * Writes into `folder`: `supergraph.graphql` without access rules, `guarded-supergraph.graphql` with them,
 * `subgraphs.json`, `<name>.graphql` (Federation 2) and `<name>.federation-1.graphql` of each subgraph, and
 * `plans.json`: what Apollo's planner would fetch for each query, for the floors.
 */
export async function layOutShape(shape: Shape, folder: string, stubOrigin: string): Promise<LaidOutShape> {
  await mkdir(folder, { recursive: true });
  const located = shape.subgraphs.map((subgraph) => ({
    ...subgraph,
    url: `${stubOrigin}/${subgraph.name}/graphql`,
  }));
  const guarded = composeSupergraph(located);
  const plain = composeSupergraph(located.map((subgraph) => ({ ...subgraph, sdl: plainSdl(subgraph.sdl) })));
  const subgraphs = located.map(({ name, url }) => ({ name, url }));
  const planner = createApolloPlanner(plain);
  const plans = await Promise.all(
    shape.queries.map(
      async ({ text }) =>
        [text, await planner.plan(text, { key: '', labels: new Set(), percentage: 100 })] as const,
    ),
  );
  const files: Record<string, string> = {
    'supergraph.graphql': plain,
    'guarded-supergraph.graphql': guarded,
    'subgraphs.json': JSON.stringify(subgraphs),
    'plans.json': JSON.stringify(Object.fromEntries(plans)),
  };
  for (const subgraph of located) {
    files[`${subgraph.name}.graphql`] = plainSdl(subgraph.sdl);
    files[`${subgraph.name}.federation-1.graphql`] = federation1Sdl(subgraph);
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);

  // As text, because with the peers installed this folder has its own graphql.
  const schema = buildSchema(printSchema(Supergraph.build(plain).apiSchema()));
  return {
    shape,
    folder,
    stubOrigin,
    subgraphs,
    async answer({ text }, variables) {
      const result = await graphql({
        schema,
        source: text,
        rootValue: shape.world.query,
        variableValues: variables,
      });
      if (result.errors) throw result.errors[0];
      // Removes the null prototypes of graphql-js.
      return JSON.parse(JSON.stringify(result)) as unknown;
    },
  };
}
