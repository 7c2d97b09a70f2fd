import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { type JournalEntry, readEntry } from './entry.ts';

/** Head of a chain: the number of entries and the hash over all of them. */
export interface Link {
  readonly count: number;
  readonly head: string;
}

/** Initial link of a gateway's chain. It includes the name, so that no chain can pass for another. */
export function genesisOf(chain: string): Link {
  return { count: 0, head: sha256(`civic-graph audit chain\n${chain}`) };
}

/** An entry in the form that is hashed, written and shipped: its canonical JSON. */
export function entryText(entry: JournalEntry): string {
  return canonicalJson(entry);
}

/** SHA-256 of an entry's text, base64url: all that a proof contains of entries about other people. */
export function digestOf(json: string): string {
  return sha256(json);
}

/** The link that an entry with this digest makes. */
export function linkAfter(before: Link, digest: string): Link {
  const count = before.count + 1;
  return { count, head: hashOf(before.head, count, digest) };
}

/**
 * The line of an entry and the link that it makes: `number hash json`. SHA-256 over the previous hash, the
 * number and the digest of the entry's text makes every change, omission or reordering visible.
 */
export function nextLink(before: Link, json: string): { readonly line: string; readonly link: Link } {
  const link = linkAfter(before, digestOf(json));
  return { line: `${link.count} ${link.head} ${json}`, link };
}

/** Reason why a line is invalid: malformed, misplaced or altered. */
export type LineFault = 'unreadable' | 'misplaced' | 'altered';

export type ReadLine =
  | {
      readonly kind: 'entry';
      readonly entry: JournalEntry;
      readonly link: Link;
      /** Null for a line of an earlier version, whose hash covers the text itself. */
      readonly digest: string | null;
    }
  | { readonly kind: 'fault'; readonly fault: LineFault };

const lineFormat = /^([1-9]\d*) ([\w-]{43}) (\{.*\})$/s;

/** Parses the line that must follow `before`. */
export function readLine(before: Link, line: string): ReadLine {
  const [, number, head = '', json = ''] = lineFormat.exec(line) ?? [];
  if (number === undefined) return { kind: 'fault', fault: 'unreadable' };
  const count = before.count + 1;
  if (Number(number) !== count) return { kind: 'fault', fault: 'misplaced' };
  const digest = digestOf(json);
  const isOfDigest = hashOf(before.head, count, digest) === head;
  if (!isOfDigest && hashOf(before.head, count, json) !== head) return { kind: 'fault', fault: 'altered' };
  return readText(json, { count, head }, isOfDigest ? digest : null);
}

/** Parses the first line after a removal of old entries: the one before it, which would prove it, is gone. */
export function readUnproved(line: string): ReadLine {
  const [, number, head = '', json = ''] = lineFormat.exec(line) ?? [];
  if (number === undefined) return { kind: 'fault', fault: 'unreadable' };
  return readText(json, { count: Number(number), head }, null);
}

function readText(json: string, link: Link, digest: string | null): ReadLine {
  try {
    return { kind: 'entry', entry: readEntry(JSON.parse(json)), link, digest };
  } catch {
    return { kind: 'fault', fault: 'unreadable' };
  }
}

/**
 * @param content the digest of a text, or the text itself, which begins with a brace, so that neither passes
 *   for the other
 */
function hashOf(before: string, count: number, content: string): string {
  return sha256(`${before}\n${count}\n${content}`);
}

function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
