import { meaningOf, type NoticeCode } from './catalogue.ts';
import type { NoticeSeverity } from './notice.ts';

export interface Notice {
  readonly severity: NoticeSeverity;
  /** The canonical validator has no notice for a damaged file in a zip; the service calls it `not_a_zip`. */
  readonly code: NoticeCode | 'not_a_zip';
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
  readonly #counts = new Map<Notice['code'], number>();
  readonly #bySeverity = { ERROR: 0, WARNING: 0, INFO: 0 };
  /** Codes and files with notices that are only counted. */
  readonly #cut = new Set<string>();

  /** @param detail what was found, e.g. the value. Default is none. */
  add(code: NoticeCode, file: string, line: number | null, field: string | null, detail = ''): void {
    const { severity, meaning } = meaningOf(code);
    const message = detail === '' ? meaning : `${detail}: ${meaning}`;
    this.#store({ severity, code, file, line, field, message });
  }

  /** Adds a file that cannot be unpacked. */
  addDamaged(file: string, message: string): void {
    this.#store({ severity: 'ERROR', code: 'not_a_zip', file, line: null, field: null, message });
  }

  #store(notice: Notice): void {
    const { code, file, severity } = notice;
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    this.#bySeverity[severity] += 1;
    if (count > storedOfCode) this.#cut.add(`${code} ${file}`);
    else this.#stored.push(notice);
  }

  /** Stored notices, in the order in which they were found. */
  get stored(): readonly Notice[] {
    return this.#stored;
  }

  /** Codes that were found, with their numbers. */
  get counts(): ReadonlyMap<Notice['code'], number> {
    return this.#counts;
  }

  /** Numbers by severity, with the notices that are not stored. */
  get bySeverity(): Readonly<Record<NoticeSeverity, number>> {
    return this.#bySeverity;
  }

  /** Whether a file has notices of a code that are not stored. */
  isCut(code: string, file: string): boolean {
    return this.#cut.has(`${code} ${file}`);
  }
}
