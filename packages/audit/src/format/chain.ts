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

/**
 * The line of an entry and the link that it makes: `number hash json`. SHA-256 over the previous hash, the
 * number and the entry's text makes every change, omission or reordering visible.
 */
export function nextLink(before: Link, json: string): { readonly line: string; readonly link: Link } {
  const count = before.count + 1;
  const head = hashOf(before.head, count, json);
  return { line: `${count} ${head} ${json}`, link: { count, head } };
}

/** Reason why a line is invalid: malformed, misplaced or altered. */
export type LineFault = 'unreadable' | 'misplaced' | 'altered';

export type ReadLine =
  | { readonly kind: 'entry'; readonly entry: JournalEntry; readonly link: Link }
  | { readonly kind: 'fault'; readonly fault: LineFault };

/** Parses the line that must follow `before`. */
export function readLine(before: Link, line: string): ReadLine {
  const [, number, head = '', json = ''] = /^([1-9]\d*) ([\w-]{43}) (\{.*\})$/s.exec(line) ?? [];
  if (number === undefined) return { kind: 'fault', fault: 'unreadable' };
  const count = before.count + 1;
  if (Number(number) !== count) return { kind: 'fault', fault: 'misplaced' };
  if (hashOf(before.head, count, json) !== head) return { kind: 'fault', fault: 'altered' };
  try {
    return { kind: 'entry', entry: readEntry(JSON.parse(json)), link: { count, head } };
  } catch {
    return { kind: 'fault', fault: 'unreadable' };
  }
}

function hashOf(before: string, count: number, json: string): string {
  return sha256(`${before}\n${count}\n${json}`);
}

function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
