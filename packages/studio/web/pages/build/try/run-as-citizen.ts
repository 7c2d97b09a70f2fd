import type { Fetch } from '../../../session/demo-endpoint.ts';
import { isRecord, text } from '../../../session/token.ts';

/** A field that an answer lacks, and why. */
export interface Refusal {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
}

export interface CitizenAnswer {
  readonly status: number;
  readonly ms: number;
  /** The whole answer, as JSON for people. */
  readonly body: string;
  readonly refusals: readonly Refusal[];
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
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer: unknown = await response.json().catch(() => null);
  return {
    status: response.status,
    ms: Math.round(now() - start),
    body: JSON.stringify(answer, null, 2),
    refusals: readRefusals(answer),
  };
}

function readRefusals(answer: unknown): Refusal[] {
  const errors = isRecord(answer) && Array.isArray(answer.errors) ? answer.errors.filter(isRecord) : [];
  return errors.map(({ message, path, extensions }) => ({
    path: Array.isArray(path) ? path.join('.') : '',
    code: isRecord(extensions) ? (text(extensions.code) ?? '') : '',
    message: text(message) ?? '',
    remedy: isRecord(extensions) ? text(extensions.remedy) : null,
  }));
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
