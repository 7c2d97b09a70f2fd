export { type AppId, approvedScopes, citizen, citizenKey, type PersonaName, personas } from './personas.ts';
export { type CaseManifest, callers, policyCallers } from './policy-callers.ts';
