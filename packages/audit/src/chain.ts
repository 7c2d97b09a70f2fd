import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { type JournalEntry, readEntry } from './entry.ts';

/** One end of a chain: how many entries lead to it, and the hash over them all. */
export interface Link {
  readonly count: number;
  readonly head: string;
}

/** Where the chain of a gateway begins. It holds the name, so that no chain passes for another's. */
export function genesisOf(chain: string): Link {
  return { count: 0, head: sha256(`civic-graph audit chain\n${chain}`) };
}

/** An entry as it is hashed, written and shipped: its canonical JSON. */
export function entryText(entry: JournalEntry): string {
  return canonicalJson(entry);
}

/**
 * The line of an entry and the link that it makes: `number hash json`. The hash is SHA-256 over the hash
 * before it, the number and the entry's text, so that no entry can be changed, left out or moved without
 * every later hash changing.
 */
export function nextLink(before: Link, json: string): { readonly line: string; readonly link: Link } {
  const count = before.count + 1;
  const head = hashOf(before.head, count, json);
  return { line: `${count} ${head} ${json}`, link: { count, head } };
}

/**
 * What is wrong with a line: it is none, it stands at another's place, or it is not what was written there.
 */
export type LineFault = 'unreadable' | 'misplaced' | 'altered';

export type ReadLine =
  | { readonly kind: 'entry'; readonly entry: JournalEntry; readonly link: Link }
  | { readonly kind: 'fault'; readonly fault: LineFault };

/** Reads the line that has to follow `before`. */
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
