import type { Readable } from 'node:stream';
import type { Html } from '../sign-in/html.ts';

/** The parts of the navigation. */
export type Section = 'log' | 'questions' | 'consents' | 'facts' | 'payments' | 'security';

/** A page of a signed-in citizen. */
export interface MyDataPage {
  readonly kind: 'page';
  /** HTTP status. Default is 200. */
  readonly status?: number;
  readonly section: Section | null;
  readonly title: string;
  /** Link above the title; the path is below the pages of the language. */
  readonly back?: { readonly to: string; readonly name: string };
  readonly body: Html;
  /** Whether the page runs the script of passkeys. Default is false. */
  readonly hasScript?: boolean;
}

/** What a handler answers. */
export type Answer =
  | MyDataPage
  /** A path below the pages of the language. */
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'download'; readonly name: string; readonly body: Readable };
