/** More than a service has; a list of values in a statement (`IN ($1, $2, …)`) makes one of each length. */
const maximumNames = 1_000;

/**
 * SQLSTATE feature_not_supported: what PostgreSQL says where a table's columns have changed under a prepared
 * statement.
 */
const planOutdated = '0A000';

/**
 * Names for statements with parameters, so that PostgreSQL parses and plans each once a connection and not
 * once a call. A statement without a name works as well, and is only slower.
 */
export class PreparedStatements {
  readonly #names = new Map<string, string>();
  #generation = 0;

  /** The statement's name, the same each time; undefined where it is sent without one. */
  nameOf(sql: string, parameters: readonly unknown[]): string | undefined {
    // Several statements in one text cannot be prepared, and they have no parameters.
    if (parameters.length === 0) return undefined;
    const known = this.#names.get(sql);
    if (known !== undefined) return known;
    if (this.#names.size >= maximumNames) return undefined;
    const name = `s${this.#generation}.${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  /**
   * Whether a statement failed because a migration, by another process, has changed what it gives. All get
   * new names then: a name that has failed so fails again and again.
   */
  isOutdated(error: unknown): boolean {
    if (!(error instanceof Error && 'code' in error && error.code === planOutdated)) return false;
    this.#generation += 1;
    this.#names.clear();
    return true;
  }
}
