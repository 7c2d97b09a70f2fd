import { canonicalJson } from './canonical-json.ts';
import type { AccessRecord } from './entry.ts';

/** The part of an access record that differs between requests. */
export type RecordDetails = Pick<AccessRecord, 'requestId' | 'result' | 'subject' | 'time'>;

/**
 * Serialises records that differ only in request, result, person and time. The shared part is serialised
 * once, so that repeated requests of one caller are cheap.
 */
export class RecordTemplate {
  readonly #start: string;
  readonly #scopes: string;

  constructor({ scopes, ...shared }: Omit<AccessRecord, keyof RecordDetails>) {
    this.#start = `${canonicalJson(shared).slice(0, -1)},"requestId":`;
    this.#scopes = `,"scopes":${canonicalJson(scopes)},"subject":`;
  }

  /** Canonical JSON of the whole record: all members but one sort after the shared ones. */
  text({ requestId, result, subject, time }: RecordDetails): string {
    // For a string, `JSON.stringify` returns canonical JSON.
    const [id, who, when] = [JSON.stringify(requestId), JSON.stringify(subject), JSON.stringify(time)];
    return `${this.#start}${id},"result":"${result}"${this.#scopes}${who},"time":${when}}`;
  }
}
