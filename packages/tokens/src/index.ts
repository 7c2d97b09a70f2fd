export { acrOf } from './assurance-classes.ts';
export { sealCitizenKey, unsealCitizenKey } from './citizen-key.ts';
export { type Clock, systemClock } from './clock.ts';
export { contentDigest } from './content-digest.ts';
export {
  type DerivedClient,
  exchangeClient,
  studioClient,
  studioClientId,
  studioCookieKey,
  tokenExchange,
} from './derived-clients.ts';
export {
  createDpopVerifier,
  type DpopOptions,
  type DpopVerifier,
  dpopAlgorithms,
  type PresentedProof,
} from './dpop-proof.ts';
export { ExpiringMap } from './expiring-map.ts';
export { createIssuerKeys } from './issuer-keys.ts';
export { createPairwiseIds, type PairwiseIds } from './pairwise-ids.ts';
export { encodePrincipal } from './principal-header.ts';
export type { ReceivedRequest } from './received-request.ts';
export { createMemoryReplayStore, type ReplayStore } from './replay-store.ts';
export {
  areSharedSecrets,
  baseSigner,
  currentSecret,
  publicKeyOf,
  type SignatureAlgorithm,
  type SigningKey,
  type VerificationKey,
} from './request-key.ts';
export { signatureProfile } from './request-signature.ts';
export {
  createRequestSigner,
  type RequestSigner,
  type RequestSignerOptions,
  type RequestToSign,
  type SignedHeaders,
} from './sign-request.ts';
export {
  type AccessTokenVerifier,
  type AccessTokenVerifierOptions,
  createAccessTokenVerifier,
  provenBefore,
  remainsVerified,
  type VerifiedToken,
  verifiedToken,
} from './verify-access-token.ts';
export {
  createRequestVerifier,
  type RequestVerifier,
  type RequestVerifierOptions,
  type VerifiedRequest,
} from './verify-request.ts';
