/** Names in other languages (translations.txt). */
export class Translations {
  readonly #byRecord = new Map<string, string>();
  readonly #byValue = new Map<string, string>();
  readonly languages = new Set<string>();

  add(entry: {
    table: string;
    field: string;
    language: string;
    record: string;
    value: string;
    text: string;
  }): void {
    const { table, field, record, value, text } = entry;
    const language = entry.language.toLowerCase();
    this.languages.add(entry.language);
    if (record !== '') this.#byRecord.set(key(table, field, language, record), text);
    else this.#byValue.set(key(table, field, language, value), text);
  }

  /**
   * A translated text, or `null`. `en-GB` falls back to `en` (RFC 4647 lookup). A translation of the record goes
   * before one of the value, as the GTFS reference demands.
   */
  find(table: string, field: string, language: string, record: string, value: string): string | null {
    for (let range = language.toLowerCase(); range !== ''; range = range.replace(/-?[^-]*$/, '')) {
      const text =
        this.#byRecord.get(key(table, field, range, record)) ??
        this.#byValue.get(key(table, field, range, value));
      if (text !== undefined) return text;
    }
    return null;
  }
}

function key(...parts: string[]): string {
  return JSON.stringify(parts);
}
