/** More than a service has; a list of values (`IN ($1, $2, …)`) needs one per length. */
const maximumNames = 1_000;

/** SQLSTATE feature_not_supported: the table's columns changed under a prepared statement. */
const planOutdated = '0A000';

/** Names statements with parameters, so that PostgreSQL parses and plans each once per connection. */
export class PreparedStatements {
  readonly #names = new Map<string, string>();
  readonly #maximum: number;
  #generation = 0;

  /** @param maximum 0 where another session may get the next statement, as behind a pooler */
  constructor(maximum = maximumNames) {
    this.#maximum = maximum;
  }

  /** Stable name of the statement; undefined if it is sent unnamed. */
  nameOf(sql: string, parameters: readonly unknown[]): string | undefined {
    // Several statements in one text cannot be prepared, and have no parameters.
    if (parameters.length === 0) return undefined;
    const known = this.#names.get(sql);
    if (known !== undefined) return known;
    if (this.#names.size >= this.#maximum) return undefined;
    const name = `s${this.#generation}.${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  /**
   * Whether a migration by another process changed the result of a prepared statement. All statements get new
   * names, because the old ones keep failing.
   */
  isOutdated(error: unknown): boolean {
    if (!(error instanceof Error && 'code' in error && error.code === planOutdated)) return false;
    this.#generation += 1;
    this.#names.clear();
    return true;
  }
}
