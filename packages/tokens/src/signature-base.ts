import { signatureProfile } from './request-signature.ts';

/** Of what a signature of ours is made. */
export interface SignatureBaseParts {
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  readonly digest: string;
  readonly principal: string;
  readonly requestId: string;
  /** The member of `Signature-Input` without its label. */
  readonly input: string;
}

const methodFormat = /^[A-Z]+$/;
/**
 * A path as it stays when a URL is made of it (RFC 3986, section 3.3): no line of its own, nothing escaped,
 * no segment of dots.
 */
const pathFormat = /^(?!.*\/(?:\.|%2e){1,2}(?:\/|$))\/[\w.~!$&'()*+,;=:@%/-]*$/i;
const { algorithm, tag } = signatureProfile;

/** What `Signature-Input` says first: the covered components, always all of them. */
export const coveredComponents = `(${signatureProfile.components.map((name) => `"${name}"`).join(' ')})`;

/** What it says last, behind the nonce. */
export function constantParameters(keyId: string): string {
  return `;keyid="${keyId}";alg="${algorithm}";tag="${tag}"`;
}

/**
 * Makes a writer of signature bases (RFC 9421, section 2.5), in the order of `components`. All of a base is
 * ASCII. By hand: what is covered is always the same.
 *
 * @throws RangeError, the writer, for a method or a path that has no base; of the rest the caller makes sure
 *   that nothing in it is a line break
 */
export function createBaseWriter(): (parts: SignatureBaseParts) => string {
  let start: { readonly method: string; readonly path: string; readonly text: string } | undefined;
  return ({ method, path, digest, principal, requestId, input }) => {
    // Nearly always those of the call before.
    if (start?.method !== method || start.path !== path) {
      start = { method, path, text: firstLines(method, path) };
    }
    return `${start.text}"content-digest": ${digest}
"civic-principal": ${principal}
"civic-request-id": ${requestId}
"@signature-params": ${input}`;
  };
}

function firstLines(method: string, path: string): string {
  if (!methodFormat.test(method)) throw new RangeError('the method is not one of HTTP');
  if (!pathFormat.test(path)) throw new RangeError('the path must be absolute and without a query');
  return `"@method": ${method}\n"@path": ${path}\n`;
}
