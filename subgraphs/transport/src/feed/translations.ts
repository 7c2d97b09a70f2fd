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

/** Texts by table, field, language and row or value. */
export interface TranslationData {
  readonly byRecord: Map<string, string>;
  readonly byValue: Map<string, string>;
  readonly languages: Set<string>;
}

/** Names in other languages (translations.txt). */
export class Translations {
  readonly data: TranslationData;

  constructor(data: TranslationData = { byRecord: new Map(), byValue: new Map(), languages: new Set() }) {
    this.data = data;
  }

  get languages(): ReadonlySet<string> {
    return this.data.languages;
  }

  add(
    entry: TranslatedField & { readonly language: string; readonly value: string; readonly text: string },
  ): void {
    const { table, field, record, subRecord = '', value, text } = entry;
    const language = entry.language.toLowerCase();
    this.data.languages.add(entry.language);
    if (value === '') this.data.byRecord.set(key(table, field, language, record, subRecord), text);
    else this.data.byValue.set(key(table, field, language, value), text);
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
        this.data.byRecord.get(key(table, field, range, record, subRecord)) ??
        this.data.byRecord.get(key(table, field, range, record, '')) ??
        this.data.byValue.get(key(table, field, range, value));
      if (text !== undefined) return text;
    }
    return null;
  }
}

function key(...parts: string[]): string {
  return JSON.stringify(parts);
}
