export { type AppId, approvedScopes, citizen, citizenKey, type PersonaName, personas } from './personas.ts';
export { callers } from './policy-callers.ts';
