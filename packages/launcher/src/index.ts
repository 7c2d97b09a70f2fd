export { ensureAgencyDatabase } from './agency-roles.ts';
export { type LauncherConfig, readConfig } from './config.ts';
export { runningDatabaseUrl } from './databases.ts';
export { type Deployment, type DeploymentOptions, startDeployment } from './deployment.ts';
export { findIssuer } from './find-issuer.ts';
export { LaunchError } from './launch-error.ts';
export { gatewayFlags, memoryFlags } from './memory-flags.ts';
export { explainMissing, requestGrant, requestToken, type TokenRequest } from './persona-token.ts';
export { createProgress, type Progress } from './progress.ts';
