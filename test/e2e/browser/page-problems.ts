import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on a page in its present theme, as lines for a report. @param rules default is all */
export async function accessibilityProblems(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated by the browser's debugger: the page's policy forbids foreign scripts.
  await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const inPage = globalThis as unknown as { readonly axe: typeof import('axe-core') };
    const options = {
      resultTypes: ['violations' as const],
      ...(only !== undefined && { runOnly: [...only] }),
    };
    const { violations, passes } = await inPage.axe.run(document, options);
    if (passes.length === 0) throw new Error('axe has looked at nothing');
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }, rules);
}

/** By how many pixels a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** Everything that {@link accessibilityProblems} finds, and a page that is too wide. */
export async function pageProblems(page: Page): Promise<string[]> {
  const overflow = await overflowOf(page);
  return [...(await accessibilityProblems(page)), ...(overflow > 0 ? [`${overflow} pixels too wide`] : [])];
}
