import type { Access, Refusal } from './access.ts';

/**
 * Treatment of a field that the caller may not read.
 *
 * | mode | the field | the operation |
 * |---|---|---|
 * | `errors` | null, with an error | runs without it |
 * | `reject` | reported in an error | is refused, nothing is fetched |
 * | `dryRun` | is returned; reported in `extensions.wouldDeny` and in the log | runs whole |
 *
 * A dry run previews new rules and protects nothing, so no production gateway starts with it. Subgraphs and
 * kill switches still refuse.
 */
export const authorizationModes = ['errors', 'reject', 'dryRun'] as const;
export type AuthorizationMode = (typeof authorizationModes)[number];

/** Access under a mode; adds each denial to `denied`. */
export function accessInMode(mode: AuthorizationMode, access: Access, denied: Map<string, Refusal>): Access {
  return {
    refusalOf(typeName, fieldName) {
      const refusal = access.refusalOf(typeName, fieldName);
      if (refusal === null || (mode === 'dryRun' && refusal.rule === 'switchedOff')) return refusal;
      denied.set(`${typeName}.${fieldName}`, refusal);
      return mode === 'dryRun' ? null : refusal;
    },
  };
}
