export { classViolation } from './class-rule.ts';
export { type Decision, decide, hasScope, holds, policyHolds, type Rule } from './decide.ts';
export {
  type FieldRequirements,
  readSchemaRequirements,
  type SchemaRequirements,
} from './field-requirements.ts';
export { PolicyError } from './policy-error.ts';
export { type PolicyName, parsePolicyName } from './policy-name.ts';
export {
  type AssuranceLevel,
  anonymous,
  assuranceLevels,
  type Principal,
  principalSchema,
} from './principal.ts';
export {
  type AnyOfAllOf,
  type DataClass,
  dataClasses,
  type Requirement,
  type Resource,
} from './requirement.ts';
export { ruleNames } from './rule-names.ts';
export { rulesOfLink } from './rule-specifications.ts';
export { directiveArguments, type SchemaLink, schemaLinks } from './schema-links.ts';
export { type ElementPolicy, readSchemaPolicies, type SchemaPolicies } from './schema-policies.ts';
export { whoMayUse } from './who-may-use.ts';
