import { PublicError } from '@civic-graph/errors';

/** One event of a `text/event-stream`. */
export interface StreamEvent {
  /** `message` if the stream names none. */
  readonly type: string;
  readonly data: string;
}

/**
 * Parses a `text/event-stream` (HTML Living Standard, section 9.2.6) chunk by chunk. Lines end in CR, LF or
 * both; comments, `id` and `retry` are skipped.
 */
export class EventStreamReader {
  readonly #decoder = new TextDecoder();
  readonly #maxCharacters: number;
  /** Pieces of an incomplete line; joined only once complete, because a stream may drip. */
  #rest: string[] = [];
  #restCharacters = 0;
  #type = '';
  #data: string[] = [];
  #characters = 0;

  /** @param maxCharacters of one event */
  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /**
   * @returns the events completed by this chunk
   * @throws PublicError SUBGRAPH_RESPONSE_TOO_LARGE
   */
  push(chunk: Uint8Array): StreamEvent[] {
    const added = this.#decoder.decode(chunk, { stream: true });
    const isWhole = /[\r\n]/.test(added) || this.#rest.at(-1)?.endsWith('\r') === true;
    if (!isWhole) return this.#keep(added);
    const text = this.#rest.join('') + added;
    this.#rest = [];
    this.#restCharacters = 0;
    const events: StreamEvent[] = [];
    let start = 0;
    for (let end = lineEnd(text, start); end !== null; end = lineEnd(text, start)) {
      const event = this.#line(text.slice(start, end.at));
      if (event) events.push(event);
      start = end.next;
    }
    this.#keep(text.slice(start));
    return events;
  }

  #keep(rest: string): StreamEvent[] {
    if (rest === '') return [];
    this.#rest.push(rest);
    this.#restCharacters += rest.length;
    this.#refuseLarge(this.#restCharacters);
    return [];
  }

  #line(line: string): StreamEvent | null {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#type = value;
    if (field === 'data') this.#data.push(value);
    if (field !== '') this.#characters += line.length;
    this.#refuseLarge(0);
    return null;
  }

  #dispatch(): StreamEvent | null {
    const event = { type: this.#type || 'message', data: this.#data.join('\n') };
    // An event without data is ignored, except those that need only a name.
    const isEmpty = this.#data.length === 0 && this.#type === '';
    this.#type = '';
    this.#data = [];
    this.#characters = 0;
    return isEmpty ? null : event;
  }

  #refuseLarge(more: number): void {
    if (this.#characters + more > this.#maxCharacters) throw new PublicError('SUBGRAPH_RESPONSE_TOO_LARGE');
  }
}

/** `null` if the line is incomplete. A CR at the very end may be half of a line's end. */
function lineEnd(text: string, from: number): { readonly at: number; readonly next: number } | null {
  for (let at = from; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 10) return { at, next: at + 1 };
    if (character !== 13) continue;
    if (at + 1 === text.length) return null;
    return { at, next: text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1 };
  }
  return null;
}
