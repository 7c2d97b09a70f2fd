import type { OperationSource } from '../../execution/prepared-operations.ts';
import type { Variables } from '../../lib/graphql/variables.ts';

const noVariables = {};

/**
 * Reads the operation in the JSON body of a `POST` (GraphQL over HTTP, section 5.3.1); `undefined` for an
 * unusual or invalid body.
 */
export function readOperation(
  body: unknown,
): (OperationSource & { readonly variables: Variables }) | undefined {
  if (!isRecord(body)) return undefined;
  const { query: text, operationName, variables, extensions } = body;
  if (typeof text !== 'string' || text === '') return undefined;
  if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
  if (!isAbsent(variables) && !isRecord(variables)) return undefined;
  if (!isAbsent(extensions) && (!isRecord(extensions) || slowPathNames(extensions).length > 0))
    return undefined;
  return { text, operationName: operationName ?? undefined, variables: variables ?? noVariables };
}

/** An operation whose text the gateway stores under a hash. */
export interface PersistedOperation {
  readonly hash: string;
  readonly operationName: string | undefined;
  readonly variables: Variables;
}

/** Reads an automatic persisted query that is sent only by its hash. */
export function readPersistedOperation(body: unknown): PersistedOperation | undefined {
  if (!isRecord(body) || !isAbsent(body.query) || !isRecord(body.extensions)) return undefined;
  const { persistedQuery, ...extensions } = body.extensions;
  if (!isRecord(persistedQuery) || persistedQuery.version !== 1) return undefined;
  const { sha256Hash: hash } = persistedQuery;
  if (typeof hash !== 'string') return undefined;
  const { operationName, variables } = body;
  const rest = readOperation({ query: hash, operationName, variables, extensions });
  return rest && { hash, operationName: rest.operationName, variables: rest.variables };
}

const slowPathExtensions = [
  'persistedQuery',
  'accessRecords',
  'explainAccess',
  'cost',
  'queryPlan',
  'timing',
];

/** Names in `extensions` that only the slow path supports. */
export function slowPathExtensionsIn(body: unknown): string[] {
  return isRecord(body) && isRecord(body.extensions) ? slowPathNames(body.extensions) : [];
}

function slowPathNames(extensions: Readonly<Record<string, unknown>>): string[] {
  return slowPathExtensions.filter((name) => name in extensions);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
