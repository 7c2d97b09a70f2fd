import type { RequestListener } from 'node:http';
import { isGraphql } from '../http/graphql-path.ts';
import type { Cookie, StudioSession } from './cookies.ts';
import { isFromStudio } from './same-page.ts';

/** Is no token, so that the request is refused like one with an expired token. */
const unreadable = 'unreadable-studio-session';

/**
 * Lets requests of the Studio's pages carry their session's access token. Others keep what they have sent,
 * and cost one comparison.
 */
export function authorizeBySession(
  listener: RequestListener,
  { session, studioUrl }: { readonly session: Cookie<StudioSession>; readonly studioUrl: string },
): RequestListener {
  return (request, response) => {
    const { headers } = request;
    if (
      headers.cookie === undefined ||
      headers.authorization !== undefined ||
      !isGraphql(request) ||
      !session.isIn(headers) ||
      !isFromStudio(headers, studioUrl)
    ) {
      return listener(request, response);
    }
    void session.read(headers).then((content) => {
      headers.authorization = `Bearer ${content?.accessToken ?? unreadable}`;
      listener(request, response);
    });
  };
}
