import type { NoticeCode } from './catalogue.ts';
import { meaningOf } from './catalogue.ts';
import type { NoticeSeverity } from './notice.ts';

export interface Notice {
  readonly severity: NoticeSeverity;
  readonly code: NoticeCode;
  readonly file: string;
  /** Line in the file, the header being 1; `null` for the whole file. */
  readonly line: number | null;
  readonly field: string | null;
  readonly message: string;
}

/** Stored notices of one code; others are only counted, to bound memory. */
const storedOfCode = 1_000;

/** Collects the notices of one feed. */
export class Notices {
  readonly #stored: Notice[] = [];
  readonly #counts = new Map<NoticeCode, number>();

  /** @param detail what was found, e.g. the value. Default is none. */
  add(code: NoticeCode, file: string, line: number | null, field: string | null, detail = ''): void {
    const count = this.count(code) + 1;
    this.#counts.set(code, count);
    if (count > storedOfCode) return;
    const { severity, meaning } = meaningOf(code);
    const message = detail === '' ? meaning : `${detail}: ${meaning}`;
    this.#stored.push({ severity, code, file, line, field, message });
  }

  /** Number of notices of a code. */
  count(code: NoticeCode): number {
    return this.#counts.get(code) ?? 0;
  }

  /** Stored notices, in the order in which they were found. */
  get stored(): readonly Notice[] {
    return this.#stored;
  }

  /** Codes that were found, with their numbers. */
  get counts(): ReadonlyMap<NoticeCode, number> {
    return this.#counts;
  }
}
