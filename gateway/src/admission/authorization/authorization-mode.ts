import type { Access, Refusal } from './access.ts';

/**
 * What becomes of a field that the caller may not read.
 *
 * | mode | the field | the operation |
 * |---|---|---|
 * | `errors` | null, with an error | runs without it |
 * | `reject` | told in an error | is refused, nothing is fetched |
 * | `dryRun` | is given out; told in `extensions.wouldDeny` and in the log | runs whole |
 *
 * A dry run shows what new rules would do, before they do it. It protects nothing, so no production gateway
 * starts with it. The subgraphs know nothing of it and refuse as ever, and what is switched off stays off:
 * that is no rule to try.
 */
export const authorizationModes = ['errors', 'reject', 'dryRun'] as const;
export type AuthorizationMode = (typeof authorizationModes)[number];

/** Access under a mode; whatever `access` denies on the way is noted in `denied`. */
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
