export { type Clock, systemClock } from './clock.ts';
export { createMemoryReplayStore, type ReplayStore } from './replay-store.ts';
export { type RequestToSign, signRequest } from './sign-request.ts';
export {
  createRequestVerifier,
  type ReceivedRequest,
  type RequestVerifier,
  type RequestVerifierOptions,
  type VerifiedRequest,
} from './verify-request.ts';
