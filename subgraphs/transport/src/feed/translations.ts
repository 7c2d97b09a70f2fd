import { lookupRanges } from './lookup-ranges.ts';

/** A field of one row of the feed. */
export interface TranslatedField {
  readonly table: string;
  readonly field: string;
  /** The row's id; empty in feed_info.txt, which has one row. */
  readonly record: string;
  /** Distinguishes rows with the same id: `stop_sequence` in stop_times.txt. */
  readonly subRecord?: string;
}

/** Names in other languages (translations.txt). */
export class Translations {
  readonly #byRecord = new Map<string, string>();
  readonly #byValue = new Map<string, string>();
  readonly languages = new Set<string>();

  add(
    entry: TranslatedField & { readonly language: string; readonly value: string; readonly text: string },
  ): void {
    const { table, field, record, subRecord = '', value, text } = entry;
    const language = entry.language.toLowerCase();
    this.languages.add(entry.language);
    if (value === '') this.#byRecord.set(key(table, field, language, record, subRecord), text);
    else this.#byValue.set(key(table, field, language, value), text);
  }

  /**
   * A translated text, or `null`. `en-GB` falls back to `en` (RFC 4647 lookup). As GTFS requires, a
   * translation by record takes precedence over one by value; one without `record_sub_id` is for all rows of
   * the id.
   */
  find(
    { table, field, record, subRecord = '' }: TranslatedField,
    language: string | null | undefined,
    value: string,
  ): string | null {
    for (const range of lookupRanges(language)) {
      const text =
        this.#byRecord.get(key(table, field, range, record, subRecord)) ??
        this.#byRecord.get(key(table, field, range, record, '')) ??
        this.#byValue.get(key(table, field, range, value));
      if (text !== undefined) return text;
    }
    return null;
  }
}

function key(...parts: string[]): string {
  return JSON.stringify(parts);
}
