import type { Fetcher } from '@graphiql/toolkit';
import type { Fetch } from '../../../session/demo-endpoint.ts';
import type { Session } from '../../../session/session.ts';

export interface AnswerInfo {
  readonly actor: string;
  readonly milliseconds: number;
  readonly status: number;
}

/**
 * Sends GraphiQL's requests to the gateway with the session's token. A new fetcher makes GraphiQL reload the
 * schema, so there is one per actor, not per token.
 */
export function createFetcher(
  fetch: Fetch,
  session: Session,
  actor: string,
  onAnswer: (info: AnswerInfo) => void,
): Fetcher {
  return async (request, options) => {
    const headers = await session.headers();
    const started = performance.now();
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        ...headers,
        // Headers typed into the headers editor win.
        ...options?.headers,
      },
      body: JSON.stringify(request),
    });
    const answer = await readAnswer(response);
    if (request.operationName !== 'IntrospectionQuery') {
      onAnswer({ actor, milliseconds: performance.now() - started, status: response.status });
    }
    return answer;
  };
}

async function readAnswer(response: Response) {
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`The gateway answered HTTP ${response.status} with something that is not JSON.`);
  }
}
