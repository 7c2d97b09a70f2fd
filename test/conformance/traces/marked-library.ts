import { createSubgraph, type Subgraph } from '@civic-graph/subgraph-kit';
import { composeSupergraph } from '@civic-graph/supergraph';
import { testSecrets } from '@civic-graph/testing';
import pino from 'pino';
import { expect } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';

const sdl = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@requiresScopes", "@policy", "@composeDirective"]
    )
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
  type Query {
    reader(card: ID!): Reader @dataClass(class: C0)
  }
  type Reader {
    card: ID! @dataClass(class: C0)
    loan(shelf: String): String
      @requiresScopes(scopes: [["loans"]])
      @policy(policies: [["consent:loans"]])
      @dataClass(class: C2)
  }
`;

/** Marked texts that may appear only in requests and answers. */
export const marked = {
  variable: 'MARKED-variable',
  literal: 'MARKED-literal',
  value: 'MARKED-value',
  subject: 'MARKED-subject',
  citizen: 'MARKED-citizen',
  state: 'MARKED-state',
};
export const query = `query Loans($card: ID!) { reader(card: $card) { card loan(shelf: "${marked.literal}") } }`;

interface Told {
  readonly tracing?: { readonly endpoint: string; readonly ratio: number };
  /** Lines of the library's log. */
  readonly log?: string[];
}

function startLibrary({ tracing, log }: Told): Promise<Subgraph> {
  const logger = log && pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  return createSubgraph({
    name: 'library',
    typeDefs: sdl,
    resolvers: {
      Query: { reader: (_: unknown, { card }: { card: string }) => ({ card }) },
      Reader: {
        loan: (_: unknown, { shelf }: { shelf: string }) => {
          // As a database reports it.
          if (shelf === 'broken') throw Object.assign(new Error(marked.value), { detail: marked.value });
          return marked.value;
        },
      },
    },
    signature: { secret: testSecrets.subgraph },
    logLevel: 'silent',
    ...(logger && { logger }),
    tracing: tracing ?? null,
  });
}

export interface MarkedLibrary {
  readonly gateway: TestGateway;
  readonly url: string;
  /** Of the data subject. */
  readonly token: string;
  ask(headers?: Record<string, string>, text?: string): Promise<number>;
  close(): Promise<void>;
}

/** A gateway and an agency in this process, with production settings; all data and requests are marked. */
export async function startMarkedLibrary(told: Told): Promise<MarkedLibrary> {
  const library = await startLibrary(told);
  const origin = await library.listen({ host: '127.0.0.1', port: 0 });
  const url = `${origin}/graphql`;
  const endpoint = { name: 'library', url, secret: testSecrets.subgraph };
  const gateway = await startTestGateway(
    {
      directory: { endpoints: [endpoint], file: null },
      tracing: told.tracing ?? null,
      logLevel: 'trace',
      // Every operation counts as slow, so it is logged with its plan.
      slowOperationMs: 0,
    },
    {
      supergraphSdl: composeSupergraph([{ name: 'library', url, sdl }]),
      subgraphs: ['library'],
      respond: () => Promise.reject(new Error('the library answers for itself')),
    },
  );
  const token = await gateway.issuer.mint({
    kind: 'citizen',
    clientId: 'wechat-city',
    subject: marked.subject,
    citizenKey: marked.citizen,
    scopes: ['loans'],
    purpose: 'city-services',
    consents: ['loans'],
    consentId: 'consent-1',
    assurance: 'substantial',
  });
  const { url: gatewayUrl } = await gateway.gateway.listen();
  return {
    gateway,
    url: `${gatewayUrl}/graphql`,
    token,
    async ask(headers = {}, text = query) {
      const response = await fetch(`${gatewayUrl}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ query: text, variables: { card: marked.variable } }),
      });
      expect(await response.text()).toContain(marked.variable);
      return response.status;
    },
    async close() {
      await gateway.close();
      await library.close();
    },
  };
}
