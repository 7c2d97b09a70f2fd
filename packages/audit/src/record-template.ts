import { canonicalJson } from './canonical-json.ts';
import type { AccessRecord } from './entry.ts';

/** What one record of an access says beside what it shares with others. */
export type RecordDetails = Pick<AccessRecord, 'requestId' | 'result' | 'subject' | 'time'>;

/**
 * The texts of records that differ in request, result, person and time only. What they share, most of it, is
 * written once: whoever is asked for the same by the same caller has little left to write.
 */
export class RecordTemplate {
  readonly #start: string;
  readonly #scopes: string;

  constructor({ scopes, ...shared }: Omit<AccessRecord, keyof RecordDetails>) {
    this.#start = `${canonicalJson(shared).slice(0, -1)},"requestId":`;
    this.#scopes = `,"scopes":${canonicalJson(scopes)},"subject":`;
  }

  /**
   * The canonical JSON of the whole record: members by name, and these come after all that are shared but
   * one.
   */
  text({ requestId, result, subject, time }: RecordDetails): string {
    // Of a text alone this is the canonical JSON.
    const [id, who, when] = [JSON.stringify(requestId), JSON.stringify(subject), JSON.stringify(time)];
    return `${this.#start}${id},"result":"${result}"${this.#scopes}${who},"time":${when}}`;
  }
}
