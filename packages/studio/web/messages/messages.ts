import type { FormatLocale, Language } from '../app/language.ts';
import { accounts as accountsEn } from './en/accounts.ts';
import { app as appEn } from './en/app.ts';
import { build as buildEn } from './en/build.ts';
import { decide as decideEn } from './en/decide.ts';
import { explore as exploreEn } from './en/explore.ts';
import { home as homeEn } from './en/home.ts';
import { run as runEn } from './en/run.ts';
import { schema as schemaEn } from './en/schema.ts';
import { words as wordsEn } from './en/words.ts';
import { accounts as accountsZh } from './zh/accounts.ts';
import { app as appZh } from './zh/app.ts';
import { build as buildZh } from './zh/build.ts';
import { decide as decideZh } from './zh/decide.ts';
import { explore as exploreZh } from './zh/explore.ts';
import { home as homeZh } from './zh/home.ts';
import { run as runZh } from './zh/run.ts';
import { schema as schemaZh } from './zh/schema.ts';
import { words as wordsZh } from './zh/words.ts';

const en = {
  accounts: accountsEn,
  app: appEn,
  build: buildEn,
  decide: decideEn,
  explore: exploreEn,
  home: homeEn,
  run: runEn,
  schema: schemaEn,
  words: wordsEn,
};

type Messages = typeof en;

/** Every text of the Studio. A language without one of them does not compile. */
export const messages: Readonly<Record<Language, Messages>> = {
  en,
  zh: {
    accounts: accountsZh,
    app: appZh,
    build: buildZh,
    decide: decideZh,
    explore: exploreZh,
    home: homeZh,
    run: runZh,
    schema: schemaZh,
    words: wordsZh,
  },
};

declare module 'use-intl' {
  interface AppConfig {
    Locale: FormatLocale;
    Messages: Messages;
  }
}
