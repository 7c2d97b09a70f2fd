import { dataClasses } from '@civic-graph/policy';
import { z } from 'zod';
import { changelogSchema } from '../changelog/change.ts';

/** Approvals that a release needs before it is published. */
export const approvalNeeds = ['new-subgraph', 'access-gain'] as const;
export type ApprovalNeed = (typeof approvalNeeds)[number];

const problem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  subgraph: z.string().nullable(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  /** Agency that can fix it. */
  fixedBy: z.string().nullable(),
  /** The change alone, where the message also names who uses what it breaks. */
  change: z.string().optional(),
});

const accessChange = z.object({
  kind: z.enum(['gains', 'loses']),
  coordinate: z.string(),
  dataClass: z.enum(dataClasses),
  /** Description in words. */
  callers: z.array(z.string()).readonly(),
  /** Subgraph that is sent another agency's field; missing where callers gain or lose it. */
  reader: z.string().optional(),
  /** Sets of scopes whose consents open the field; missing where none does. */
  consents: z.array(z.array(z.string()).readonly()).readonly().optional(),
  /** Citizens with such a consent in force, rounded, in words; missing where it is no matter of consent. */
  affectedCitizens: z.string().optional(),
});

/** Why a release is checked. */
export type ReleaseCause = 'publish' | 'rollback';

/** Result of a check; stored with it. */
export const checkReportSchema = z.object({
  /** Missing for a publish. */
  cause: z.literal('rollback').optional(),
  problems: z.array(problem).readonly(),
  accessChanges: z.array(accessChange).readonly(),
  /** Numbers of the contract revisions that it was checked against; missing where there was none. */
  contracts: z.array(z.string()).readonly().optional(),
  /** Against the supergraph in force; missing where the check failed, or there was none. */
  changelog: changelogSchema.optional(),
});

export type Problem = Readonly<z.infer<typeof problem>>;
export type AccessChange = Readonly<z.infer<typeof accessChange>>;
export type CheckReport = Readonly<z.infer<typeof checkReportSchema>>;

/** Place of a problem of the whole graph. */
export const nowhere = { subgraph: null, file: null, line: null, column: null };

export function hasErrors({ problems }: CheckReport): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** How much a broken app or promise weighs: a rollback must stay possible, and a sunset was announced. */
export function severityFor(cause: ReleaseCause, isPastSunset = false): Problem['severity'] {
  return cause === 'rollback' || isPastSunset ? 'warning' : 'error';
}

const maxProblems = 100;

/** Errors first, because the list is cut. */
export function worstFirst(problems: readonly Problem[]): readonly Problem[] {
  return [...problems]
    .sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'))
    .slice(0, maxProblems);
}

/** Whether the agency would be sent personal data of another one, which it cannot approve for itself. */
export function needsAdmin(report: CheckReport): boolean {
  return personalGains(report).some(({ reader }) => reader !== undefined);
}

/** Gains of access to data of class C2 or higher, which a second official has to approve. */
export function personalGains({ accessChanges }: CheckReport): readonly AccessChange[] {
  return accessChanges.filter(({ kind, dataClass }) => kind === 'gains' && dataClass >= 'C2');
}
