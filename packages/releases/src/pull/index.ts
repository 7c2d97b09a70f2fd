export type { Patience } from './follow.ts';
export { createPull, type Pull, PullError, type RegistryAddress } from './pull.ts';
export { registryKeys } from './registry-keys.ts';
export { type RolloutEvent, type RolloutSource, rolloutSource } from './rollout-source.ts';
export { type SecretsSource, secretsSource } from './secrets-source.ts';
export { createReportSender, ReportRefused, type SendReport } from './send-report.ts';
export { type TokenFile, tokenFile } from './token-file.ts';
