import { type GraphError, postOperation } from '../../../graph/post-operation.ts';
import type { Fetch } from '../../../session/demo-endpoint.ts';
import { isRecord } from '../../../session/token.ts';

export interface CitizenAnswer {
  readonly status: number;
  readonly ms: number;
  /** The whole answer, as JSON for people. */
  readonly body: string;
  /** Why fields are missing. */
  readonly refusals: readonly GraphError[];
}

interface OperationRun {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** Runs an operation as the app would, with the token of a citizen. @param now in milliseconds */
export async function runAsCitizen(
  fetch: Fetch,
  { query, variables, token }: OperationRun,
  now: () => number = () => performance.now(),
): Promise<CitizenAnswer> {
  const start = now();
  const asCitizen = { authorization: `Bearer ${token}` };
  const { status, answer, errors } = await postOperation(fetch, { query, variables }, asCitizen);
  return {
    status,
    ms: Math.round(now() - start),
    body: JSON.stringify(answer, null, 2),
    refusals: errors,
  };
}

/** @returns `null` unless the text is a JSON object; nothing is an empty one */
export function readVariables(json: string): Readonly<Record<string, unknown>> | null {
  if (json.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(json);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
