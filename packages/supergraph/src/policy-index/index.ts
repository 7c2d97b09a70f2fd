/* Separate from the composer, so that planner processes need not load it. */
export { type FieldDependencies, fieldDependencies } from './field-dependencies.ts';
export { buildPolicyIndex, type PolicyIndex } from './policy-index.ts';
