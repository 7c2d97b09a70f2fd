import { baseSigner, contentDigest, type SigningKey, signatureProfile } from '@civic-graph/tokens';

/** Content of a signature before signing, so that a check can change one part (RFC 9421). */
export interface SignatureDraft {
  readonly method: string;
  readonly path: string;
  /** Body of the call; the signature covers its digest. */
  readonly body: string;
  /** Value of `content-digest`; `null` sends none. */
  readonly digest: string | null;
  /** Value of `civic-principal`. */
  readonly principal: string;
  readonly requestId: string;
  /** Covered components as written, such as `"@method"`. */
  readonly components: readonly string[];
  /** In the order in which they are written; `null` omits one. */
  readonly parameters: Readonly<Record<string, string | number | null>>;
}

export interface DraftOptions {
  readonly subgraph: string;
  readonly path: string;
  readonly body: string;
  readonly principal: string;
  readonly requestId: string;
  readonly key: SigningKey;
  readonly now: Date;
  readonly nonce: string;
}

/** The draft of a correct signature. */
export function draftSignature(options: DraftOptions): SignatureDraft {
  const { subgraph, path, body, principal, requestId, key, now, nonce } = options;
  const created = Math.floor(now.getTime() / 1000);
  return {
    method: 'POST',
    path,
    body,
    digest: contentDigest(body),
    principal,
    requestId,
    components: signatureProfile.components.map((name) => `"${name}"`),
    parameters: {
      created,
      expires: created + signatureProfile.lifetimeSeconds,
      nonce,
      keyid: subgraph,
      alg: baseSigner(key).algorithm,
      tag: signatureProfile.tag,
    },
  };
}

/** Headers of the signed call. */
export function signDraft(draft: SignatureDraft, key: SigningKey): Record<string, string> {
  const { label } = signatureProfile;
  const input = inputOf(draft);
  return {
    ...(draft.digest !== null && { 'content-digest': draft.digest }),
    'civic-principal': draft.principal,
    'civic-request-id': draft.requestId,
    'signature-input': `${label}=${input}`,
    signature: `${label}=:${baseSigner(key).sign(baseOf(draft, input))}:`,
  };
}

/** Adds another member to the two headers, as a proxy does. */
export function addSignature(
  headers: Readonly<Record<string, string>>,
  label: string,
  draft: SignatureDraft,
  key: SigningKey,
): Record<string, string> {
  const input = inputOf(draft);
  return {
    ...headers,
    'signature-input': `${label}=${input}, ${headers['signature-input']}`,
    signature: `${label}=:${baseSigner(key).sign(baseOf(draft, input))}:, ${headers.signature}`,
  };
}

function inputOf({ components, parameters }: SignatureDraft): string {
  const written = Object.entries(parameters)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `;${name}=${typeof value === 'number' ? value : `"${value}"`}`);
  return `(${components.join(' ')})${written.join('')}`;
}

/** RFC 9421, section 2.5. */
function baseOf(draft: SignatureDraft, input: string): string {
  const values: Readonly<Record<string, string>> = {
    '@method': draft.method,
    '@path': draft.path,
    'content-digest': draft.digest ?? '',
    'civic-principal': draft.principal,
    'civic-request-id': draft.requestId,
  };
  const lines = draft.components.map((component) => {
    const name = component.slice(1, component.indexOf('"', 1));
    return `${component}: ${values[name] ?? ''}`;
  });
  return [...lines, `"@signature-params": ${input}`].join('\n');
}
