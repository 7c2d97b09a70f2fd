import type { Check, Failure, Finding } from './check.ts';
import { citation } from './sections.ts';

export type Verdict = Finding['verdict'];

/** Result of one check. */
export interface CheckReport {
  readonly id: string;
  /** Source of the rule in the protocol: page and anchor. */
  readonly section: string;
  /** Completes the sentence "the server …". */
  readonly holds: string;
  /** `failed` if any attempt failed; `not checked` if some were not possible; else `passed`. */
  readonly verdict: Verdict;
  /** Number of attempts that passed. */
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** What the impossible attempts needed, and their subjects. */
  readonly notChecked: readonly { readonly needs: string; readonly what: readonly string[] }[];
  readonly because?: string;
}

export interface Report {
  readonly url: string;
  readonly subgraph: string;
  /** Numbers of checks. */
  readonly passed: number;
  readonly failed: number;
  readonly notChecked: number;
  readonly doesNotApply: number;
  readonly checks: readonly CheckReport[];
}

interface Results {
  readonly url: string;
  readonly subgraph: string;
  readonly results: ReadonlyMap<Check, readonly Finding[]>;
}

export function reportOf({ url, subgraph, results }: Results): Report {
  const checks = [...results].map(([check, findings]) => checkReport(check, findings));
  const count = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  return {
    url,
    subgraph,
    passed: count('passed'),
    failed: count('failed'),
    notChecked: count('not checked'),
    doesNotApply: count('does not apply'),
    checks,
  };
}

function checkReport({ id, section, holds }: Check, findings: readonly Finding[]): CheckReport {
  // A check without attempts must not count as passed.
  if (findings.length === 0) throw new Error(`${id} has no findings`);
  const failures = findings.flatMap((finding) => (finding.verdict === 'failed' ? [finding.failure] : []));
  const needs = new Map<string, Set<string>>();
  for (const finding of findings) {
    if (finding.verdict !== 'not checked') continue;
    needs.set(finding.needs, (needs.get(finding.needs) ?? new Set()).add(finding.what));
  }
  const reason = findings.find((finding) => finding.verdict === 'does not apply');
  return {
    id,
    section: citation(section),
    holds,
    verdict: verdictOf(findings),
    passed: findings.filter(({ verdict }) => verdict === 'passed').length,
    failures,
    notChecked: [...needs].map(([need, what]) => ({ needs: need, what: [...what].filter(Boolean) })),
    ...(reason && { because: reason.because }),
  };
}

function verdictOf(findings: readonly Finding[]): Verdict {
  const order: readonly Verdict[] = ['failed', 'not checked', 'passed', 'does not apply'];
  return order.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'not checked';
}
