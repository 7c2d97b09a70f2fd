import type { Civic, Session, Store } from '@civic-graph/client';
import type { Config } from '../config.ts';
import type { Format } from '../texts/format.ts';
import type { Language } from '../texts/language.ts';
import type { Messages } from '../texts/messages.ts';
import type { Answer } from './answer.ts';

/** What all visits share. */
export interface Desk {
  readonly civic: Civic;
  /** The store of the client, which also keeps what the portal remembers of a session. */
  readonly store: Store;
  readonly config: Config;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** Fetches the keys that verify receipts. */
  readonly fetch: typeof fetch;
  /** Receives unexpected errors. */
  readonly report: (error: unknown) => void;
}

/** One request of a visitor, with all that a page needs. */
export interface Visit {
  readonly desk: Desk;
  readonly request: Request;
  readonly url: URL;
  readonly language: Language;
  readonly texts: Messages;
  readonly format: Format;
  /** `null` before the visitor's first sign-in. */
  readonly sessionId: string | null;
  readonly session: Session;
  readonly isSignedIn: boolean;
  /** Fields of the submitted form; empty for a request without one. */
  readonly form: URLSearchParams;
  /** Parts of the path, by name in the route. */
  readonly params: Readonly<Record<string, string>>;
}

export type Handler = (visit: Visit) => Answer | Promise<Answer>;

/** Path of a page in the language of the visit. */
export function pathTo({ language }: Pick<Visit, 'language'>, path: string): string {
  return `/${language}${path}`;
}

export function isSecure({ config }: Desk): boolean {
  return config.origin.startsWith('https:');
}
