import type { FetchOperation } from '../../planning/plan.ts';

/**
 * The body of a call (GraphQL over HTTP, "Request Parameters"). The document is escaped once per fetch of a
 * plan, because scanning it per call costs more than writing the variables.
 */
export function requestBody(operation: FetchOperation, variables: Readonly<Record<string, unknown>>): string {
  let prefix = prefixes.get(operation);
  if (prefix === undefined) {
    prefix = `{"query":${JSON.stringify(operation.text)},"variables":`;
    prefixes.set(operation, prefix);
  }
  return `${prefix}${JSON.stringify(variables)}}`;
}

/** Contains nothing of a client's request: callers with the same rights share the plan and its text. */
const prefixes = new WeakMap<FetchOperation, string>();
