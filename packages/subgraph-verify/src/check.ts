import type { Section } from './sections.ts';
import type { TestedServer } from './tested-server.ts';

/** What one attempt has shown. */
export type Finding =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly failure: Failure }
  /** It could not be tried. */
  | { readonly verdict: 'not checked'; readonly needs: string; readonly what: string }
  /** The schema has nothing that it is about. */
  | { readonly verdict: 'does not apply'; readonly because: string };

export interface Failure {
  readonly sent: string;
  readonly expected: string;
  readonly came: string;
}

/** One rule of the protocol, and how to see from outside whether a server keeps it. */
export interface Check {
  /** `<topic>/<rule>`, the path of its file. */
  readonly id: string;
  readonly section: Section;
  /** What a server does that keeps the rule; completes the sentence "the server …". */
  readonly holds: string;
  /** It mostly waits, so it runs beside the others. */
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
