import type { Section } from './sections.ts';
import type { TestedServer } from './tested-server.ts';

/** Result of one attempt. */
export type Finding =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly failure: Failure }
  /** The attempt was not possible. */
  | { readonly verdict: 'not checked'; readonly needs: string; readonly what: string }
  /** The schema has nothing to which the check applies. */
  | { readonly verdict: 'does not apply'; readonly because: string };

export interface Failure {
  readonly sent: string;
  readonly expected: string;
  readonly came: string;
}

/** One rule of the protocol, and how to test from outside whether a server follows it. */
export interface Check {
  /** `<topic>/<rule>`, the path of its file. */
  readonly id: string;
  readonly section: Section;
  /** What a server that follows the rule does; completes the sentence "the server …". */
  readonly holds: string;
  /** Whether it mostly waits, so that it runs in parallel with others. */
  readonly waits?: true;
  /** @returns at least one finding */
  readonly run: (server: TestedServer) => Promise<readonly Finding[]>;
}

export const passed: Finding = { verdict: 'passed' };

export function failed(failure: Failure): Finding {
  return { verdict: 'failed', failure };
}

/**
 * @param needs what the sample file lacks, or another reason
 * @param what was not tried, such as the coordinate of a field
 */
export function notChecked(needs: string, what = ''): Finding {
  return { verdict: 'not checked', needs, what };
}

export function doesNotApply(because: string): Finding {
  return { verdict: 'does not apply', because };
}
