import type { Fetch } from '../session/demo-endpoint.ts';
import type { Session } from '../session/session.ts';
import { isRecord } from '../session/token.ts';
import type { TypedDocumentString } from './operations.ts';
import { type GraphError, postOperation } from './post-operation.ts';

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
    const operation = { query: document.toString(), variables };
    const { status, answer, errors } = await postOperation(fetch, operation, await session.headers());
    if (isRecord(answer) && isRecord(answer.data)) return { data: answer.data as never, errors };
    throw new GraphFailure(errors[0] ?? { message: `HTTP ${status}`, code: null, remedy: null });
  };
}
