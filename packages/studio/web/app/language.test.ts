import { expect, it } from 'vitest';
import { inLanguage, languageOf, preferredLanguage } from './language.ts';

it('reads the language of a path', () => {
  expect(['/zh', '/en/build/apps', '/english', '/'].map(languageOf)).toEqual(['zh', 'en', null, null]);
});

it('prefers the first known language of the browser, else Chinese', () => {
  expect(preferredLanguage(['fr-FR', 'en-GB', 'zh'])).toBe('en');
  expect(preferredLanguage(['zh-Hant-TW'])).toBe('zh');
  expect(preferredLanguage(['fr'])).toBe('zh');
});

it('names the same page in another language', () => {
  expect(inLanguage('/zh/decide/requests', 'en')).toBe('/en/decide/requests');
  expect(inLanguage('/zh', 'en')).toBe('/en');
  expect(inLanguage('/', 'zh')).toBe('/zh');
});
