import { requestToken } from '@civic-graph/launcher';
import { Browser, eventually } from '@civic-graph/testing';
import { expect } from 'vitest';
import { city } from '../one-city/city.ts';
import * as text from '../register-to-first-call/operations.ts';
import { signIn } from '../sign-in.ts';

/** The app whose request waits. */
export const appName = 'Lift Guide';
export const question = 'Why were my passes read at noon?';
const citizen = 'citizen-0141';

/** What waits for the transport bureau: a request of an app, and a citizen's question. */
export async function letDecisionsWait() {
  // The demo is published in the background of the start.
  await eventually(
    async () => {
      const { data } = await city.query(null, '{ subgraph(name: "transport") { current { version } } }');
      expect(data).toMatchObject({ subgraph: { current: {} } });
    },
    { withinMs: 100_000, everyMs: 500 },
  );
  const scopes = ['identity:basic', 'transport:passes'];
  const citizenToken = await signIn(city.issuerUrl, citizen, {
    app: 'wechat-city',
    scopes: scopes.join(' '),
    consent: scopes,
  });
  expect((await city.query(citizenToken, text.passes)).errors).toBeUndefined();
  const [clientId] = await Promise.all([requestAccess(), eventually(ask)]);
  return { clientId, citizenToken };
}

async function requestAccess(): Promise<string> {
  const token = await requestToken(city.issuerUrl, { persona: 'developer' });
  const mutate = async (mutation: string, input: object) => {
    const { data, errors } = await city.query(token, mutation, { input });
    expect(errors).toBeUndefined();
    return Object.values(data as object)[0] as { readonly clientId: string };
  };
  const { clientId } = await mutate(text.register, {
    nameZh: '电梯指引',
    nameEn: appName,
    platform: 'Web',
    homepage: 'https://lifts.example/',
    contact: 'team@lifts.example',
    redirectUris: ['http://127.0.0.1:8806/callback'],
    purposes: [{ purpose: 'city-services', statement: 'Shows the way to a lift' }],
  });
  await mutate(text.draft, { clientId, operations: [text.passes, text.notices] });
  await mutate(text.submit, { clientId });
  return clientId;
}

/** At `/me`, once the record of the read has arrived there. */
async function ask(): Promise<void> {
  const browser = new Browser(city.issuerUrl);
  const linkIn = (page: string, part: string) => {
    const links = [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href);
    const link = links.find((href) => href.includes(part));
    if (link === undefined) throw new Error(`the page has no link with ${part}`);
    return link.replaceAll('&amp;', '&');
  };
  const landing = await browser.open('/me/en');
  const login = await browser.open(linkIn(landing.text, '/auth?'));
  const home = await browser.submit(login, '/login', [
    ['account', citizen],
    ['assurance', 'high'],
  ]);
  const entry = await browser.open(linkIn(home.text, '/entries/'));
  const asked = await browser.submit(entry, '/why', [['question', question]]);
  expect(asked.text).toContain('Waiting for the answer');
}
