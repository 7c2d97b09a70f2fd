import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openContext } from './chromium.ts';

/** Page object of the console, so that tests read like user actions. */
export class ConsolePage {
  readonly #page: Page;
  #troubles: string[] = [];

  private constructor(page: Page, origin: string) {
    this.#page = page;
    page.on('pageerror', (error) => this.#troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#troubles.push(message.text());
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== origin) this.#troubles.push(`asked ${url.origin}`);
    });
  }

  static async open(browser: Browser, url: string, options: BrowserContextOptions): Promise<ConsolePage> {
    const context = await openContext(browser, options);
    const page = new ConsolePage(await context.newPage(), new URL(url).origin);
    await page.#page.goto(url);
    await page.#ready();
    return page;
  }

  /** Unexpected console errors and requests to other origins. */
  get troubles(): readonly string[] {
    return this.#troubles;
  }

  expectTrouble(expected: RegExp): void {
    this.#troubles = this.#troubles.filter((trouble) => !expected.test(trouble));
  }

  async reload(): Promise<void> {
    await this.#page.reload();
    await this.#ready();
  }

  /** Runs the operation of the open tab and waits for its answer. */
  async run(): Promise<unknown> {
    const answered = this.#page.waitForResponse(
      (response) =>
        response.url().endsWith('/graphql') && !response.request().postData()?.includes('IntrospectionQuery'),
    );
    await this.#page.click('.graphiql-execute-button');
    const answer: unknown = await (await answered).json();
    await this.#page.waitForSelector('.answer');
    return answer;
  }

  async choose(field: 'persona' | 'app', value: string): Promise<void> {
    await this.#page.selectOption(`select[name=${field}]`, value);
    await this.#page.waitForFunction(
      () => !document.querySelector('.token-line')?.textContent?.includes('Fetching'),
    );
  }

  async openSample(title: string): Promise<void> {
    await this.#page.click('text=Samples');
    await this.#page.click(`.samples >> text=${title}`);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Storage that outlives the page. */
  everythingStored(): Promise<string> {
    return this.#page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
  }

  widthOfContent(): Promise<number> {
    return this.#page.evaluate(() => document.documentElement.scrollWidth);
  }

  /** More than the window's height if the page itself scrolls. */
  heightOfContent(): Promise<number> {
    return this.#page.evaluate(() => document.documentElement.scrollHeight);
  }

  heightOf(selector: string): Promise<number> {
    return this.#page.$eval(selector, (element) => element.getBoundingClientRect().height);
  }

  async backgroundOf(selector: string): Promise<number[]> {
    const color = await this.#page.$eval(selector, (element) => getComputedStyle(element).backgroundColor);
    return (color.match(/\d+/g) ?? []).map(Number);
  }

  prefer = (colorScheme: 'light' | 'dark') => this.#page.emulateMedia({ colorScheme });
  focus = (selector: string) => this.#page.focus(selector);
  click = (selector: string) => this.#page.click(selector);
  fill = (selector: string, value: string) => this.#page.fill(selector, value);
  value = (selector: string) => this.#page.inputValue(selector);
  text = async (selector: string) => (await this.#page.textContent(selector)) ?? '';
  count = (selector: string) => this.#page.locator(selector).count();
  isVisible = (selector: string) => this.#page.isVisible(selector);
  close = () => this.#page.context().close();

  /** The editor exists once Monaco is loaded. */
  async #ready(): Promise<void> {
    try {
      await this.#page.waitForSelector('.graphiql-query-editor .view-line');
    } catch (error) {
      const shown = await this.text('body');
      const state = JSON.stringify({ troubles: this.#troubles, shown });
      throw new Error(`${(error as Error).message.split('\n')[0]} ${state}`, { cause: error });
    }
  }
}
