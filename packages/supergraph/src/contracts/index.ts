/* Apart from the composer, so that a gateway without contracts does not load the filter. */
export { contractChanges } from './contract-changes.ts';
export { ContractError, type ContractErrorCode } from './contract-error.ts';
export { type ContractFilter, contractSchema } from './contract-schema.ts';
