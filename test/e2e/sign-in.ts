import { authorizationUrl, Browser, connectApp, logIn, redeem, tick } from '@civic-graph/testing';

/** Signs in as a person would: authorization code with PKCE, the login page, the consent page. */
export async function signIn(
  issuerUrl: string,
  account: string,
  {
    app: clientId,
    scopes,
    consent,
  }: { readonly app: string; readonly scopes: string; readonly consent: readonly string[] },
): Promise<string> {
  const app = await connectApp({ url: issuerUrl }, clientId);
  const { url, verifier } = await authorizationUrl(app, `openid ${scopes}`);
  const browser = new Browser(issuerUrl);
  const page = await logIn(browser, url, account, 'high');
  // The issuer skips the consent page if an earlier consent covers the request.
  const back = page.status === 302 ? page : await browser.submit(page, '/consent', tick(consent));
  return (await redeem(app, back.url, verifier)).access_token;
}
