import {
  type SecurityHandler,
  securityForms,
  securityPages,
} from '../../security-pages/security-handlers.ts';
import type { SecurityView } from '../../security-pages/security-view.ts';
import type { Visit } from '../desk.ts';
import type { Handler } from '../handlers.ts';
import { confirmLink } from '../sign-in-links.ts';

const base = '/security';

/** Pages and forms about a citizen's sign-in, by path below `/me/<language>`. */
export const citizenSecurity: Readonly<Record<'pages' | 'forms', Readonly<Record<string, Handler>>>> = {
  pages: forCitizens(securityPages),
  forms: forCitizens(securityForms),
};

function forCitizens(handlers: Readonly<Record<string, SecurityHandler>>): Record<string, Handler> {
  return Object.fromEntries(
    Object.entries(handlers).map(([path, handler]) => [
      `${base}${path}`,
      (visit, request) => handler(viewOf(visit), request),
    ]),
  );
}

function viewOf({ citizen, desk, name, language, say, home, formToken, now }: Visit): SecurityView {
  const { assurance, session, signIn, signedInAt } = citizen;
  return {
    person: { kind: 'citizen', accountId: citizen.key },
    keyName: name,
    ...{ assurance, session, signIn, signedInAt, language, say, formToken, now, base },
    home: `${home}${base}`,
    confirmLink: confirmLink(desk.issuer, language),
    passkeys: desk.passkeys,
    providers: desk.providers,
    notifyApp: desk.notifyApp,
  };
}
