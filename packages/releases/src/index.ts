export { isInCanary } from './canary.ts';
export { versionSchema } from './content-version.ts';
export { contractNameForm, type PublishedContract } from './contract.ts';
export {
  type GatewayHealth,
  gatewayHealthSchema,
  gatewayIdForm,
  maxRefusalLength,
  type RefusedRollout,
  type ServedRollout,
} from './gateway-health.ts';
export { type Rollout, RolloutError, rolloutMediaType, rolloutSchema, rolloutType } from './rollout.ts';
export { type RolloutKey, signRollout } from './sign-rollout.ts';
export { releaseVersion, type SubgraphRelease } from './subgraph-release.ts';
export { decryptSecrets, encryptSecrets, SecretsError, type SubgraphSecrets } from './subgraph-secrets.ts';
export { type SupergraphVersion, supergraphVersion } from './supergraph-version.ts';
export { type RolloutCheck, verifyRollout } from './verify-rollout.ts';
