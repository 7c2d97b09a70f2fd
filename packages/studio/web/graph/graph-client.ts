import type { Fetch } from '../session/demo-endpoint.ts';
import type { Session } from '../session/session.ts';
import { isRecord, text } from '../session/token.ts';
import type { TypedDocumentString } from './operations.ts';

/** An error of the graph, with the platform's stable code. */
export interface GraphError {
  readonly message: string;
  readonly code: string | null;
  readonly path: readonly (string | number)[];
  readonly remedy: string | null;
}

/** Data, in which refused fields are null, and the errors that say why. */
export interface GraphAnswer<Data> {
  readonly data: Data;
  readonly errors: readonly GraphError[];
}

/** No data came back. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';
  readonly code: string | null;
  readonly remedy: string | null;

  constructor({ message, code, remedy }: Pick<GraphError, 'message' | 'code' | 'remedy'>) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/** @throws GraphFailure without data */
export type RunOperation = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<GraphAnswer<Data>>;

/** Runs operations at the gateway as the session's caller: the same graph that partners and agencies use. */
export function createRunOperation(fetch: Fetch, session: Pick<Session, 'headers'>): RunOperation {
  return async (document, variables) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        ...(await session.headers()),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const answer: unknown = await response.json().catch(() => null);
    const errors = readErrors(answer);
    if (isRecord(answer) && isRecord(answer.data)) return { data: answer.data as never, errors };
    throw new GraphFailure(errors[0] ?? { message: `HTTP ${response.status}`, code: null, remedy: null });
  };
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
