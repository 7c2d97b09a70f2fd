import { setTimeout as wait } from 'node:timers/promises';
import { ChangeFeed, createSubgraph, type Subgraph, type SubgraphOptions } from '@civic-graph/subgraph-kit';

interface Loan {
  readonly id: string;
  readonly title: string;
  readonly uin: string;
}

const branches = [{ id: 'west', name: 'West Lake' }];
const loans: readonly Loan[] = [{ id: 'L1', title: 'Call to Arms', uin: 'CTZ-1' }];
const loanOf = (id: string) => loans.find((loan) => loan.id === id) ?? null;

/** The agency "libraries" on our own kit. */
export function createLibraries(
  typeDefs: string,
  signature: SubgraphOptions<undefined>['signature'],
): Promise<Subgraph> {
  const feed = new ChangeFeed();
  return createSubgraph({
    name: 'libraries',
    typeDefs,
    signature,
    logLevel: 'silent',
    resources: {
      Citizen: ({ uin }: { uin: string }) => ({ citizenKey: uin }),
      Loan: ({ uin }: Partial<Loan>) => ({ citizenKey: uin ?? null }),
    },
    resolvers: {
      Query: {
        branch: (_: unknown, { id }: { id: string }) => branches.find((branch) => branch.id === id) ?? null,
        branches: () => branches,
        broken: () => {
          throw new Error('SELECT secret FROM branches');
        },
        overdueLoans: () => loans,
      },
      Mutation: { renewLoan: (_: unknown, { id }: { id: string }) => loanOf(id) },
      Subscription: {
        minutesOpen: {
          async *subscribe() {
            for (const minutesOpen of [2, 1, 0]) {
              yield { minutesOpen };
              await wait(50);
            }
          },
        },
        loanUpdated: {
          subscribe: (_: unknown, { id }: { id: string }) =>
            feed.watch(id, async () => ({ event: { loanUpdated: loanOf(id) }, isLast: false })),
        },
      },
      Branch: {
        __resolveReference: ({ id }: { id: string }) => branches.find((branch) => branch.id === id) ?? null,
      },
      Citizen: {
        __resolveReference: ({ uin }: { uin: string }) => ({ uin }),
        loans: ({ uin }: { uin: string }) => loans.filter((loan) => loan.uin === uin),
      },
      Loan: { __resolveReference: ({ id }: { id: string }) => loanOf(id) },
    },
  });
}
