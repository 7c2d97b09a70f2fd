import { expect, it } from 'vitest';
import { asPlainText } from './as-plain-text.ts';

it('leaves no punctuation of Markdown, and no address that would become a link', () => {
  expect(asPlainText('**City** [pay](https://evil.example)')).toBe(
    String.raw`\*\*City\*\* \[pay\]\(https\:\/\/evil\.example\)`,
  );
  expect(asPlainText('微信城市服务 2')).toBe('微信城市服务 2');
});
