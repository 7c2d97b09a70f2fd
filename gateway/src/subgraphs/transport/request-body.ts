import type { FetchOperation } from '../../planning/plan.ts';

/**
 * The body of a call (GraphQL over HTTP, "Request Parameters"). The document is escaped once per fetch of a
 * plan, not once per call: it is the longer part, and scanning it took more than writing the variables.
 */
export function requestBody(operation: FetchOperation, variables: Readonly<Record<string, unknown>>): string {
  let prefix = prefixes.get(operation);
  if (prefix === undefined) {
    prefix = `{"query":${JSON.stringify(operation.text)},"variables":`;
    prefixes.set(operation, prefix);
  }
  return `${prefix}${JSON.stringify(variables)}}`;
}

/** Nothing of a client's request: a plan, and so its text, is the same for all who have the same rights. */
const prefixes = new WeakMap<FetchOperation, string>();
