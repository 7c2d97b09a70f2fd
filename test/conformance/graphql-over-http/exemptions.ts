/**
 * What an audit is expected to find in place of `ok`. The test fails once it finds anything else, or nothing.
 */
export interface Exemption {
  readonly status: 'notice' | 'warn';
  readonly reason: string;
}

/**
 * A GET that any page can send by a link or an image is not answered (docs/explanation/adr/0013). With a
 * header that a page of another origin cannot send unasked the same audits pass, which is tested too.
 */
const getWithoutPreflight: Exemption = { status: 'notice', reason: 'Response status code is not 200' };

/** By audit id. A MUST is never exempt. */
export const exemptions: Readonly<Record<string, Exemption>> = {
  '5A70': getWithoutPreflight,
  D6D5: getWithoutPreflight,
  '6A70': getWithoutPreflight,
};
