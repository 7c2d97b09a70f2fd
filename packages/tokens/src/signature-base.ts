import type { SignatureAlgorithm } from './request-key.ts';
import { signatureProfile } from './request-signature.ts';

/** Input of a signature. */
export interface SignatureBaseParts {
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  readonly digest: string;
  readonly principal: string;
  readonly requestId: string;
  /** With its `?`. Absent where the signature does not cover it. */
  readonly query?: string | undefined;
  /** The member of `Signature-Input` without its label. */
  readonly input: string;
}

const methodFormat = /^[A-Z]+$/;
/**
 * A path that URL normalisation leaves unchanged (RFC 3986, section 3.3): no line breaks, escapes or dot
 * segments.
 */
const pathFormat = /^(?!.*\/(?:\.|%2e){1,2}(?:\/|$))\/[\w.~!$&'()*+,;=:@%/-]*$/i;
/** A query that URL normalisation leaves unchanged. */
const queryFormat = /^\?[\w.~!$&()*+,;=:@%/?-]*$/;
const { components, queryComponent, tag } = signatureProfile;

/** Start of `Signature-Input`: the covered components, always all of them. */
export const coveredComponents = listOf(components);

/** The same for a call whose query is covered too. */
export const coveredWithQuery = listOf([...components, queryComponent]);

/** End of `Signature-Input`, after the nonce. */
export function constantParameters(keyId: string, algorithm: SignatureAlgorithm): string {
  return `;keyid="${keyId}";alg="${algorithm}";tag="${tag}"`;
}

/**
 * Makes a writer of signature bases (RFC 9421, section 2.5), in the order of `components`. A base is ASCII
 * only.
 *
 * @throws RangeError, from the writer, for a method or path without a base; the caller ensures that no other
 * value contains a line break
 */
export function createBaseWriter(): (parts: SignatureBaseParts) => string {
  let start: { readonly method: string; readonly path: string; readonly text: string } | undefined;
  return ({ method, path, digest, principal, requestId, query, input }) => {
    // Usually the same as for the previous call.
    if (start?.method !== method || start.path !== path) {
      start = { method, path, text: firstLines(method, path) };
    }
    return `${start.text}"content-digest": ${digest}
"civic-principal": ${principal}
"civic-request-id": ${requestId}
${query === undefined ? '' : queryLine(query)}"@signature-params": ${input}`;
  };
}

function listOf(names: readonly string[]): string {
  return `(${names.map((name) => `"${name}"`).join(' ')})`;
}

function queryLine(query: string): string {
  if (!queryFormat.test(query)) throw new RangeError('the query must begin with "?" and be escaped');
  return `"${queryComponent}": ${query}\n`;
}

function firstLines(method: string, path: string): string {
  if (!methodFormat.test(method)) throw new RangeError('the method is not one of HTTP');
  if (!pathFormat.test(path)) throw new RangeError('the path must be absolute and without a query');
  return `"@method": ${method}\n"@path": ${path}\n`;
}
