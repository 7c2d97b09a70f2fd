import { PublicError } from '@civic-graph/errors';
import { type InnerList, isInnerList, parseDictionary, serializeDictionary } from 'structured-headers';
import { z } from 'zod';
import type { SignatureAlgorithm } from './request-key.ts';
import { signatureProfile } from './request-signature.ts';

/** The one signature of a request that is meant for us, parsed, with its coverage checked. */
export interface CivicSignature {
  /** `Signature-Input` with only this member. */
  readonly input: string;
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
}

const parametersSchema = z.object({
  created: z.int(),
  expires: z.int(),
  nonce: z.string().min(16).max(128),
  alg: z.string(),
  tag: z.literal(signatureProfile.tag),
});

/**
 * Parses `Signature-Input` (RFC 9421, section 4.1). Proxies may add signatures; exactly one may have our tag,
 * or parser and verifier could disagree.
 *
 * @throws PublicError SIGNATURE_INVALID if it covers too little or uses another key
 */
export function readSignatureInput(
  header: string,
  keyId: string,
  algorithm: SignatureAlgorithm,
): CivicSignature {
  const [ours, ...others] = membersWithOurTag(header);
  if (ours === undefined || others.length > 0)
    throw invalid('there must be exactly one civic-graph signature');
  const [components, parameters] = ours[1];
  // A component parameter (`;req`, `;key=`) changes what is covered, so only plain components count.
  const plain = components.flatMap(([name, changes]) => (changes.size === 0 ? [name] : []));
  if (!signatureProfile.components.every((name) => plain.includes(name))) {
    throw invalid(`the signature must cover ${signatureProfile.components.join(', ')}`);
  }
  if (new Set(plain).size !== components.length)
    throw invalid('each component must be covered once, without parameters');
  if (parameters.get('keyid') !== keyId) throw invalid('the signature is made for another subgraph');
  const parsed = parametersSchema.safeParse(Object.fromEntries(parameters));
  if (!parsed.success)
    throw invalid(`signature parameter ${parsed.error.issues[0]?.path.join('.')} is not right`);
  // The key decides on the algorithm, never the message (RFC 9421, section 7.3.6).
  if (parsed.data.alg !== algorithm) throw invalid(`the algorithm must be ${algorithm}`);
  const { created, expires, nonce } = parsed.data;
  return { input: serializeDictionary(new Map([ours])), created, expires, nonce };
}

function membersWithOurTag(header: string): [label: string, InnerList][] {
  const members: [string, InnerList][] = [];
  for (const [label, member] of dictionary(header)) {
    if (isInnerList(member) && member[1].get('tag') === signatureProfile.tag) members.push([label, member]);
  }
  return members;
}

function dictionary(header: string): ReturnType<typeof parseDictionary> {
  try {
    return parseDictionary(header);
  } catch {
    throw invalid('Signature-Input is not a dictionary of RFC 9651');
  }
}

function invalid(message: string): PublicError {
  return new PublicError('SIGNATURE_INVALID', message);
}
