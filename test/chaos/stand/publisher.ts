import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually, testSecrets, withPublicClass } from '@civic-graph/testing';
import { repository } from '../../node-process.ts';
import { publishing } from '../../publish-subgraph.ts';
import type { GraphqlClient } from './graphql-client.ts';

/** A subgraph that an agency publishes again and again, each time with another field. */
export function releaseOf(subgraph: string, number: number, endpoint: string) {
  return {
    schema: withPublicClass(`
      extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
        @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
        @composeDirective(name: "@dataClass")
      directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
      enum DataClass { C0 C1 C2 C3 C4 }
      "Reads and lends."
      type Query {
        "How many there are."
        ${subgraph}Count: Int
        "Another one with each release."
        ${subgraph}${number}: Int
        "The text that was sent."
        ${subgraph}Echo("Any text." text: String!): String
      }
      "Changes what there is."
      type Mutation {
        "Lends one, and returns the key."
        ${subgraph}Lend("Named once." key: ID!): ID
      }
      "Follows what there is."
      type Subscription {
        "Tenths of a second since the agency's start."
        ${subgraph}Tick: Int
      }
    `),
    manifest: JSON.stringify({
      ...{ formatVersion: 1, subgraph, endpoint, scopes: [], signing: { algorithm: 'hmac-sha256' } },
      agency: {
        id: subgraph,
        name: { zh: '局', en: `Bureau of ${subgraph}` },
        kind: 'CULTURE',
        homepage: 'https://agency.city.example/',
        phone: '+8657112000009',
      },
      contacts: [{ about: 'engineering', email: 'graph@agency.city.example' }],
    }),
    policyCases: null,
    secret: testSecrets.subgraph,
  };
}

export type Release = ReturnType<typeof releaseOf>;

/** The outcome of a publish: the version that is in force then, or the code of the error. */
export type Published =
  | { readonly kind: 'published'; readonly version: string }
  | { readonly kind: 'failed'; readonly code: string };

const betweenMs = 500;

/** Publishes as the admin, and repeats the call while the check runs. @throws where it is refused */
export async function publish(
  client: GraphqlClient,
  token: string,
  release: Release,
  canaryPercent = 100,
): Promise<Published> {
  for (;;) {
    const { json, text } = await client.ask(publishing, {
      token,
      variables: { input: { ...release, canaryPercent } },
    });
    const answer = json?.data?.publishSubgraph;
    if (answer?.__typename === 'SubgraphPublished') {
      return { kind: 'published', version: answer.rollout.supergraph.version };
    }
    if (json?.errors) return { kind: 'failed', code: json.errors[0].extensions.code };
    if (answer?.__typename !== 'CheckRunning') throw new Error(`not published: ${text.slice(0, 1_000)}`);
    await wait(betweenMs);
  }
}

/** Repeats a publish whose answer is late. @returns the version of the supergraph */
export function published(
  client: GraphqlClient,
  token: string,
  release: Release,
  percent?: number,
): Promise<string> {
  return eventually(
    async () => {
      const outcome = await publish(client, token, release, percent);
      if (outcome.kind === 'failed') throw new Error(`not published: ${outcome.code}`);
      return outcome.version;
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}

export interface Latest {
  readonly sequence: string;
  readonly supergraph: { readonly version: string };
}

/** The two last, the newest first. */
export async function latestRollouts(client: GraphqlClient): Promise<readonly Latest[]> {
  const { text, json } = await client.ask(
    '{ rollouts(first: 2) { nodes { sequence supergraph { version } } } }',
  );
  if (json?.errors) throw new Error(`no rollouts: ${text}`);
  return json.data.rollouts.nodes;
}

const reason = 'Chaos';

/** @throws Error with the answer where nothing is rolled back */
export async function rollBackByGraph(client: GraphqlClient, token: string, version: string): Promise<void> {
  const { json, text } = await client.ask(
    `mutation ($input: RollbackSupergraphInput!) { rollbackSupergraph(input: $input) { __typename } }`,
    { token, variables: { input: { version, reason } } },
  );
  if (json?.data?.rollbackSupergraph?.__typename !== 'SupergraphRolledBack') throw new Error(text);
}

/** `civic supergraph rollback`, as an admin types it. @throws Error with its output where it fails */
export function rollBackByCommand(gatewayUrl: string, token: string, version: string): Promise<void> {
  const args = ['packages/cli/bin/civic.mjs', 'supergraph', 'rollback', version, '--reason', reason];
  const env = { PATH: process.env.PATH, CIVIC_GATEWAY: gatewayUrl, CIVIC_TOKEN: token };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: repository, env }, (error, _, stderr) => {
      if (error) reject(new Error(`civic supergraph rollback: ${stderr}`));
      else resolve();
    });
  });
}
