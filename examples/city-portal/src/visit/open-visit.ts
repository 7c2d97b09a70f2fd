import { formatIn } from '../texts/format.ts';
import { messages } from '../texts/index.ts';
import type { Language } from '../texts/language.ts';
import { sessionIdOf } from './session-cookie.ts';
import type { Desk, Visit } from './visit.ts';

const formType = 'application/x-www-form-urlencoded';

/** Finds out who makes a request, and reads its form. */
export async function openVisit(request: Request, desk: Desk, language: Language): Promise<Visit> {
  const sessionId = sessionIdOf(request, desk);
  // Visitors without a session read public data only, so they can share one.
  const session = desk.civic.session(sessionId ?? 'visitors');
  const isForm = request.method === 'POST' && request.headers.get('content-type')?.startsWith(formType);
  return {
    desk,
    request,
    url: new URL(request.url),
    language,
    texts: messages[language],
    format: formatIn(language, desk.config.timeZone),
    sessionId,
    session,
    isSignedIn: sessionId !== null && (await session.citizen()) !== null,
    form: new URLSearchParams(isForm ? await request.text() : ''),
    params: {},
  };
}
