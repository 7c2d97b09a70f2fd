import type { Page } from 'playwright-core';

/** Moves the focus to an element as a person without a mouse would. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).first();
  await wanted.waitFor();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`${selector} is not reached by the keyboard on ${page.url()}`);
}

/** Reaches a link or button by keyboard, and presses it. */
export async function pressBy(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
}
