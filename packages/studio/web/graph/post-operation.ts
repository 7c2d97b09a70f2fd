import type { Fetch } from '../session/demo-endpoint.ts';
import { isRecord, text } from '../session/token.ts';

/** An error of the graph, with the platform's stable code. */
export interface GraphError {
  readonly message: string;
  readonly code: string | null;
  readonly path: readonly (string | number)[];
  readonly remedy: string | null;
}

export interface PostedAnswer {
  readonly status: number;
  /** As received; `null` if it is not JSON. */
  readonly answer: unknown;
  readonly errors: readonly GraphError[];
}

/** Sends an operation to the gateway. @param authorization headers that identify the caller */
export async function postOperation(
  fetch: Fetch,
  operation: { readonly query: string; readonly variables: unknown },
  authorization: Readonly<Record<string, string>>,
): Promise<PostedAnswer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...authorization,
    },
    body: JSON.stringify(operation),
  });
  const answer: unknown = await response.json().catch(() => null);
  return { status: response.status, answer, errors: readErrors(answer) };
}

function readErrors(answer: unknown): GraphError[] {
  const errors = isRecord(answer) && Array.isArray(answer.errors) ? answer.errors.filter(isRecord) : [];
  return errors.map(({ message, path, extensions }) => ({
    message: text(message) ?? '',
    code: isRecord(extensions) ? text(extensions.code) : null,
    path: Array.isArray(path) ? path : [],
    remedy: isRecord(extensions) ? text(extensions.remedy) : null,
  }));
}
