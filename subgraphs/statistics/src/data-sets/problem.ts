/** A problem of a data set with its position. Lines count from 1, including the header. */
export interface Problem {
  readonly file: string;
  readonly line: number | null;
  /** Column of the CSV, or path of the field in the manifest. */
  readonly column: string | null;
  readonly problem: string;
}

/** Further problems are only counted, so that a wrong file does not fill the log. */
const listedProblems = 100;

/** Collects problems, so that one run reports all of them. */
export class Problems {
  readonly #listed: Problem[] = [];
  #count = 0;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(line: number | null, column: string | null, problem: string): void {
    this.#count += 1;
    if (this.#count <= listedProblems) this.#listed.push({ file: this.#file, line, column, problem });
  }

  get none(): boolean {
    return this.#count === 0;
  }

  get list(): readonly Problem[] {
    const left = this.#count - this.#listed.length;
    if (left === 0) return this.#listed;
    const more = { file: this.#file, line: null, column: null, problem: `${left} more problems` };
    return [...this.#listed, more];
  }
}

/** Either the result, or the reason why reading failed. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function refused(problems: Problems): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems: problems.list };
}
