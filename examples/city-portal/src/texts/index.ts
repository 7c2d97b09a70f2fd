import { en } from './en.ts';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';
import { zh } from './zh.ts';

/** Texts by language. */
export const messages: Readonly<Record<Language, Messages>> = { zh, en };
