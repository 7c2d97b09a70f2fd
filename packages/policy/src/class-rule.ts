import type { AnyOfAllOf, DataClass, Requirement } from './requirement.ts';

/**
 * Checks that a field's directives meet its data class, before a schema is served.
 *
 * | class | needs |
 * |---|---|
 * | C0 | nothing |
 * | C1 | authentication |
 * | C2 | a scope, and in each alternative of `@policy` a consent or an official capacity (role, one agency) |
 * | C3 | C2, and `assurance:high` in each alternative |
 * | C4 | must not be in the public schema |
 *
 * @param requirements every requirement that guards the field: its own, its parent type's, its result type's
 * @returns what is missing, in words, or `null`
 */
export function classViolation(dataClass: DataClass, requirements: readonly Requirement[]): string | null {
  switch (dataClass) {
    case 'C0':
      return null;
    case 'C1':
      return requirements.length > 0 ? null : 'C1 needs @authenticated, @requiresScopes or @policy';
    case 'C2':
      return personalViolation('C2', requirements);
    case 'C3':
      return (
        personalViolation('C3', requirements) ??
        (demands(requirements, (name) => name === 'assurance:high')
          ? null
          : 'C3 needs assurance:high in each alternative of @policy')
      );
    case 'C4':
      return 'C4 (national id, biometrics) must not be in the public schema';
  }
}

function personalViolation(dataClass: DataClass, requirements: readonly Requirement[]): string | null {
  if (!requirements.some((requirement) => requirement.scopes !== null)) {
    return `${dataClass} needs @requiresScopes`;
  }
  return demands(requirements, (name) => /^(consent|role|agency):/.test(name))
    ? null
    : `${dataClass} needs consent:<scope>, role:<role> or agency:<id> in each alternative of @policy`;
}

/** Whether every alternative contains a policy of the given kind. */
function demands(requirements: readonly Requirement[], wanted: (name: string) => boolean): boolean {
  const inEach = (policies: AnyOfAllOf) => policies.every((alternative) => alternative.some(wanted));
  return requirements.some((requirement) => requirement.policies !== null && inEach(requirement.policies));
}
