const page = /^\/(?:zh|en)(?:\/[\w.~%-]+)*(?:\?[\w.~%=&-]*)?$/;
const defaultPage = '/';

/** The page to open after the sign-in: a path of the Studio, since anything else could leave this origin. */
export function returnPath(value: unknown): string {
  return typeof value === 'string' && page.test(value) ? value : defaultPage;
}
