import type { Check } from '../check.ts';
import { answerSize } from './call/answer-size.ts';
import { bodyBytes } from './call/body-bytes.ts';
import { documentErrors } from './call/document-errors.ts';
import { fields } from './call/fields.ts';
import { httpFraming } from './call/http-framing.ts';
import { keepAlive } from './call/keep-alive.ts';
import { mediaType } from './call/media-type.ts';
import { publicReads } from './call/public-reads.ts';
import { repeatedQuery } from './call/repeated-query.ts';
import { service } from './call/service.ts';
import { keyNotTold } from './caller/key-not-told.ts';
import { aliases } from './entities/aliases.ts';
import { entityAuthenticated } from './entities/authenticated.ts';
import { keys } from './entities/keys.ts';
import { order } from './entities/order.ts';
import { entityPolicies } from './entities/policies.ts';
import { entityScopes } from './entities/scopes.ts';
import { unknown } from './entities/unknown.ts';
import { internalsNotTold } from './errors/internals.ts';
import { unexpected } from './errors/unexpected.ts';
import { authenticated } from './rules/authenticated.ts';
import { granted } from './rules/granted.ts';
import { policies } from './rules/policies.ts';
import { scopes } from './rules/scopes.ts';
import { algorithm } from './signature/algorithm.ts';
import { clockSkew } from './signature/clock-skew.ts';
import { contentDigest } from './signature/content-digest.ts';
import { coveredParts } from './signature/covered-parts.ts';
import { expired } from './signature/expired.ts';
import { future } from './signature/future.ts';
import { get } from './signature/get.ts';
import { keyId } from './signature/key-id.ts';
import { lifetime } from './signature/lifetime.ts';
import { method } from './signature/method.ts';
import { otherKey } from './signature/other-key.ts';
import { otherSignature } from './signature/other-signature.ts';
import { parameters } from './signature/parameters.ts';
import { path } from './signature/path.ts';
import { principal } from './signature/principal.ts';
import { principalForm } from './signature/principal-form.ts';
import { replay } from './signature/replay.ts';
import { replayAtOnce } from './signature/replay-at-once.ts';
import { requestId } from './signature/request-id.ts';
import { required } from './signature/required.ts';
import { tag } from './signature/tag.ts';
import { traceContext } from './signature/trace-context.ts';
import { complete } from './subscriptions/complete.ts';
import { currentState } from './subscriptions/current-state.ts';
import { eventForm } from './subscriptions/event-form.ts';
import { heartbeat } from './subscriptions/heartbeat.ts';
import { rules } from './subscriptions/rules.ts';
import { signatureOnce } from './subscriptions/signature-once.ts';
import { signed } from './subscriptions/signed.ts';
import { stream } from './subscriptions/stream.ts';

/** In the order of execution and of the report. */
export const allChecks: readonly Check[] = [
  ...[mediaType, documentErrors, httpFraming, keepAlive, bodyBytes, answerSize, repeatedQuery],
  ...[publicReads, fields, service],
  ...[keys, order, unknown, aliases],
  ...[required, get, tag, otherSignature, coveredParts, parameters, keyId],
  ...[contentDigest, otherKey, algorithm, path, method, principal, requestId, principalForm],
  ...[expired, future, lifetime, clockSkew, traceContext, replay, replayAtOnce],
  ...[authenticated, scopes, policies, granted, entityAuthenticated, entityScopes, entityPolicies],
  ...[signed, stream, currentState, eventForm, heartbeat, complete, signatureOnce, rules],
  // These read the answers that other checks received.
  ...[unexpected, internalsNotTold, keyNotTold],
];
