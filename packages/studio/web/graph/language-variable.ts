import type { Language as PageLanguage } from '../app/language.ts';

/** The page's language as the graph's arguments name it. */
export function languageVariable(language: PageLanguage): 'ZH' | 'EN' {
  return language === 'zh' ? 'ZH' : 'EN';
}
