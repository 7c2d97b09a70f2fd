export { type Civic, createCivic } from './civic.ts';
export type { CallOptions, Operation } from './graphql/operation.ts';
export { type Result, refusalsOf } from './graphql/result.ts';
export type { CivicOptions, SendOperations } from './options.ts';
export type {
  ConsentNeeded,
  Failed,
  Hidden,
  NotSafelisted,
  RateLimited,
  Refusal,
  SignInNeeded,
  StepUpNeeded,
  SwitchedOff,
  Unavailable,
} from './refusals/refusal.ts';
export type { Session, SignedIn } from './session.ts';
export type { SignInOutcome } from './sign-in/outcome.ts';
export type { SignInRequest } from './sign-in/sign-in-request.ts';
export { memoryStore } from './store/memory-store.ts';
export type { Store } from './store/store.ts';
export type { Binding } from './tokens/binding-key.ts';
