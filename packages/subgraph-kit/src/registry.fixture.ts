import { testSecrets } from '@civic-graph/testing';
import type { SubgraphContext } from './context.ts';
import { createSubgraph, type Subgraph, type SubgraphOptions } from './subgraph.ts';

export const head = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@inaccessible", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"]
    )
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
`;

/** A small register in which a guarded field is reachable in every way. */
const registrySchema = /* GraphQL */ `
  ${head}
  type Query {
    hello: String! @dataClass(class: C0)
    me: Citizen @authenticated @dataClass(class: C1)
    notice(code: ID!): Notice @dataClass(class: C0)
    latest: Document @dataClass(class: C0)
    found: Finding @dataClass(class: C0)
    broken: String @dataClass(class: C0)
    refused: String @dataClass(class: C0)
  }
  type Mutation {
    pay(code: ID!): String @authenticated @dataClass(class: C1)
  }
  type Citizen @key(fields: "uin") @authenticated {
    uin: ID! @inaccessible @dataClass(class: C1)
    name: String
      @requiresScopes(scopes: [["identity:profile"]])
      @policy(policies: [["owner", "consent:identity:profile"]])
      @dataClass(class: C2)
    diagnosis: Diagnosis @dataClass(class: C2)
    notices: [Notice!] @dataClass(class: C0)
  }
  scalar Diagnosis
    @requiresScopes(scopes: [["identity:sensitive"]])
    @policy(policies: [["owner", "consent:identity:sensitive"]])
  interface Document {
    title: String @dataClass(class: C2)
  }
  union Finding = Notice
  type Notice implements Document
    @key(fields: "code")
    @requiresScopes(scopes: [["payments:notices"]])
    @policy(policies: [["owner", "consent:payments:notices"], ["owner", "role:notice-clerk"]])
    @dataClass(class: C2) {
    code: ID!
    title: String
    payer: Citizen
  }
`;

interface NoticeRow {
  readonly __typename: 'Notice';
  readonly code: string;
  readonly title: string;
  readonly uin: string;
  readonly agency: string;
}

const notices: readonly NoticeRow[] = [0, 1].map((index) => ({
  __typename: 'Notice',
  code: `N${index}`,
  title: `Notice of citizen ${index}`,
  uin: `CTZ-000000000${index}`,
  agency: 'finance',
}));

export interface Registry {
  readonly subgraph: Subgraph;
  /** Names of resolvers that ran, in order. */
  readonly ran: string[];
}

export async function createRegistry(changes: Partial<SubgraphOptions<undefined>> = {}): Promise<Registry> {
  const ran: string[] = [];
  const tracked =
    <Args extends unknown[], Result>(name: string, resolve: (...args: Args) => Result) =>
    (...args: Args) => {
      ran.push(name);
      return resolve(...args);
    };
  const noticeOf = (code: string) => ({ ...notices.find((notice) => notice.code === code) });
  const resolvers = {
    Query: {
      hello: tracked('hello', () => 'hello'),
      me: tracked('me', (_parent: unknown, _args: unknown, { principal }: SubgraphContext) =>
        principal.kind === 'citizen' ? { uin: principal.citizenKey } : null,
      ),
      notice: tracked('notice', (_parent: unknown, { code }: { code: string }) => noticeOf(code)),
      latest: () => noticeOf('N0'),
      found: () => noticeOf('N0'),
      broken: tracked('broken', () => {
        throw Object.assign(new Error('duplicate key: SELECT uin FROM citizen'), {
          detail: 'Key (uin)=(CTZ-0000000000) already exists',
          extensions: { code: 'BAD_USER_INPUT', sql: 'SELECT' },
        });
      }),
    },
    Mutation: { pay: tracked('pay', () => 'paid') },
    Citizen: {
      __resolveReference: tracked('Citizen.__resolveReference', ({ uin }: { uin: string }) => ({ uin })),
      name: tracked('Citizen.name', ({ uin }: { uin: string }) => `Name of ${uin}`),
      diagnosis: tracked('Citizen.diagnosis', () => 'healthy'),
      notices: ({ uin }: { uin: string }) => notices.filter((notice) => notice.uin === uin),
    },
    Notice: {
      __resolveReference: tracked('Notice.__resolveReference', ({ code }: { code: string }) =>
        noticeOf(code),
      ),
      title: tracked('Notice.title', ({ title }: NoticeRow) => title),
      payer: ({ uin }: NoticeRow) => ({ uin }),
    },
  };
  const subgraph = await createSubgraph({
    name: 'registry',
    typeDefs: registrySchema,
    resolvers,
    resources: {
      Citizen: ({ uin }: { uin: string }) => ({ citizenKey: uin }),
      Notice: ({ uin, agency }: Partial<NoticeRow>) => ({ citizenKey: uin ?? null, agency: agency ?? null }),
    },
    signature: { secret: testSecrets.subgraph },
    logLevel: 'silent',
    ...changes,
  });
  return { subgraph, ran };
}
