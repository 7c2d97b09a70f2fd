import type { RequestListener } from 'node:http';
import { isGraphql } from '../http/graphql-path.ts';
import type { Cookie, StudioSession } from './cookies.ts';
import { isFromStudio } from './same-page.ts';

/** Stands in for the token of an unreadable session, so that the request is refused like an expired one. */
const unreadable = 'unreadable-studio-session';

/**
 * Gives requests of the Studio's pages their session's access token. Other requests pass unchanged, at the
 * cost of one comparison.
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
