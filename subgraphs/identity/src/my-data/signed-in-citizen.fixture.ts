import { Browser, type Visit } from '@civic-graph/testing';

/** A browser in which a person has signed in at `/me`. */
export async function signInAtMe(
  issuer: string,
  account: string,
  { language = 'en', assurance = 'high' }: { readonly language?: string; readonly assurance?: string } = {},
): Promise<{ readonly browser: Browser; readonly home: Visit }> {
  const browser = new Browser(issuer);
  const landing = await browser.open(`/me/${language}`);
  const login = await browser.open(linkOf(landing, '/auth?'));
  const home = await browser.submit(login, '/login', [
    ['account', account],
    ['assurance', assurance],
  ]);
  return { browser, home };
}

/** Address of the page's first link that contains `part`. */
export function linkOf({ text, url }: Visit, part: string): string {
  const links = [...text.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  const found = links.find((href) => href.includes(part));
  if (found === undefined) throw new Error(`the page ${url} has no link with ${part}:\n${text}`);
  return found;
}
