import { expect, it } from 'vitest';
import { html, trusted } from './html.ts';

it('escapes values, in text and in attributes', () => {
  const hostile = `"><script>alert('&')</script>`;
  expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</a>',
  );
});

it('keeps markup, joins lists, omits null', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}${null}${7}</ul>`.text).toBe('<ul><li>a</li><li>&lt;b&gt;</li>7</ul>');
  expect(html`${trusted('<form>')}`.text).toBe('<form>');
});
