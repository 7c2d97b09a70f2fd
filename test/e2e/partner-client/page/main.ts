import { type CivicOptions, createCivic, type Session } from '@civic-graph/client';
import { browserKeyPair, browserStore } from '@civic-graph/client/browser';

/*
 * A partner's page in the web view of a mini-program. The test uses `session`.
 */
declare global {
  interface Window {
    /** Set by the page's HTML. */
    app: Pick<CivicOptions, 'gateway' | 'issuer' | 'clientId' | 'redirectUri' | 'scopes'>;
    session: Session;
    outcome: unknown;
  }
}

const civic = createCivic({
  ...window.app,
  relay: '/civic',
  dpop: await browserKeyPair(),
  store: browserStore(),
});
window.session = civic.session();
window.outcome = null;
if (location.pathname === '/callback') window.outcome = await window.session.completeSignIn(location.href);
document.title = 'ready';
