import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MessageError } from './message-error.ts';

/** Maximum nesting of elements; SDMX messages need about ten. */
const maximumDepth = 32;
/** Maximum characters of a tag, a text or a comment, which the parser collects before it reports them. */
const maximumPart = 1024 * 1024;
/** Characters that are parsed at once, so that a part that is too long ends the parsing in time. */
const charactersAtOnce = 64 * 1024;

export interface XmlTag {
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly { readonly local: string; readonly uri: string; readonly value: string }[];
  attribute(local: string, uri?: string): string | undefined;
}

export interface XmlHandlers {
  /** @param path local names from the root to this element */
  open(tag: XmlTag, path: readonly string[]): void;
  /** @param text after the last child, so all of an element without children */
  close(path: readonly string[], text: string): void;
}

/** Streams XML in bounded memory; refuses a DOCTYPE, so that a message cannot define entities. */
export class XmlEvents {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #path: string[] = [];
  readonly #texts: string[] = [];
  #lastPart = 0;

  constructor(handlers: XmlHandlers) {
    const parser = this.#parser;
    parser.on('error', ({ message }) => {
      throw new MessageError(this.line, `not XML: ${message.replace(/^\d+:\d+: /, '')}`);
    });
    parser.on('doctype', () => {
      throw new MessageError(this.line, 'has a DOCTYPE, which is not allowed; remove it');
    });
    parser.on('opentag', (tag) => {
      this.#partEnds();
      // White space between a million observations would add up.
      if (this.#texts.length > 0) this.#texts[this.#texts.length - 1] = '';
      this.#path.push(tag.local);
      this.#texts.push('');
      if (this.#path.length > maximumDepth) {
        throw new MessageError(this.line, `elements are nested more than ${maximumDepth} deep`);
      }
      handlers.open(tagOf(tag), this.#path);
    });
    const add = (text: string) => {
      this.#partEnds();
      const last = this.#texts.length - 1;
      if (last < 0) return;
      const all = `${this.#texts[last]}${text}`;
      if (all.length > maximumPart) throw this.#tooLong();
      this.#texts[last] = all;
    };
    parser.on('text', add);
    parser.on('cdata', add);
    parser.on('closetag', () => {
      this.#partEnds();
      handlers.close(this.#path, this.#texts.pop() ?? '');
      this.#path.pop();
    });
    for (const part of ['comment', 'processinginstruction'] as const) parser.on(part, () => this.#partEnds());
  }

  get line(): number {
    return this.#parser.line;
  }

  /** @throws MessageError */
  push(text: string): void {
    for (let start = 0; start < text.length; start += charactersAtOnce) {
      this.#parser.write(text.slice(start, start + charactersAtOnce));
      if (this.#parser.position - this.#lastPart > maximumPart) throw this.#tooLong();
    }
  }

  /** @throws MessageError */
  end(): void {
    this.#parser.close();
  }

  #partEnds(): void {
    this.#lastPart = this.#parser.position;
  }

  #tooLong(): MessageError {
    return new MessageError(this.line, `a tag or a text has more than ${maximumPart} characters`);
  }
}

function tagOf({ local, uri, attributes }: SaxesTagNS): XmlTag {
  const all = Object.values(attributes);
  return {
    local,
    uri,
    attributes: all,
    attribute: (name, namespace = '') =>
      all.find((one) => one.local === name && one.uri === namespace)?.value,
  };
}
