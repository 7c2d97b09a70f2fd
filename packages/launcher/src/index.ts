export { ensureAgencyDatabase } from './agency-roles.ts';
export { type LauncherConfig, readConfig } from './config.ts';
export { type Deployment, type DeploymentOptions, startDeployment } from './deployment.ts';
export { requestToken, type TokenRequest } from './persona-token.ts';
export { createProgress, type Progress } from './progress.ts';
export { memoryFlags } from './service-process.ts';
