import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';
import { startTestGateway } from '../../../gateway/test/fixtures/gateway.ts';
import type { Answer } from './compare.ts';
import type { State } from './data.ts';
import { limits, type StartGateway } from './federation.ts';
import type { Operation } from './write-operation.ts';

/**
 * A gateway with its subgraphs over HTTP. Each operation is sent twice, on the slow and the fast path; both
 * answers must be equal except for the order of errors.
 *
 * @param onLanes receives, after each gateway, the number of fast-path answers
 */
export function gatewayOverHttp(onLanes: (answeredFast: number) => void): StartGateway {
  return async ({ supergraphSdl, subgraphs, principal }) => {
    let state: State = new Map();
    const graph = await startTestGateway(
      {
        limits: {
          ...limits,
          maxBodyBytes: 1_000_000,
          maxTokens: 100_000,
          maxNesting: 1_000,
          maxDefinitions: 1_000,
          maxDirectives: 10_000,
          maxComparisons: 10_000_000,
        },
        maxErrors: 10_000,
        maxPreparedCharacters: 1_000_000,
        // Long time-outs, because the machine may be busy.
        deadlineMs: 60_000,
        requestTimeoutMs: 60_000,
      },
      {
        supergraphSdl,
        subgraphs: subgraphs.map(({ name }) => name),
        respond: (name, query, variables) =>
          subgraphs.find((subgraph) => subgraph.name === name)!.respond(query, variables, state),
      },
    );
    const url = `${(await graph.gateway.listen()).url}/graphql`;
    const token = principal.kind === 'anonymous' ? null : await graph.issuer.mint(principal);

    return {
      lastPlan: null,
      async ask(_, operation) {
        const first = await send(operation);
        const second = await send(operation);
        if (!isDeepStrictEqual(withErrorsInOrder(first), withErrorsInOrder(second))) {
          throw new Error(`different on the fast path: ${JSON.stringify([first, second])}`);
        }
        return JSON.parse(first.text) as Answer;
      },
      async close() {
        onLanes(answeredFast(await graph.gateway.metrics()));
        await graph.close();
      },
    };

    /** The whole response except the date. */
    async function send({ query, variables }: Operation) {
      state = new Map();
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      const { date: _, ...headers } = answer.headers;
      return { status: answer.statusCode, headers, text: await answer.body.text() };
    }
  };
}

/** Parallel fetches report errors in any order, which GraphQL allows. Everything else must be equal. */
function withErrorsInOrder(answer: { readonly text: string }): object {
  const { errors, ...rest } = JSON.parse(answer.text) as Answer;
  if (!errors) return answer;
  return {
    ...answer,
    text: JSON.stringify(rest),
    errors: errors.map((error) => JSON.stringify(error)).sort(),
  };
}

function answeredFast(metrics: string): number {
  const counts = metrics
    .split('\n')
    .filter((line) => /^civic_gateway_request_seconds_count\{.*lane="fast"/.test(line));
  return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
