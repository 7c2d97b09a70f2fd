/** Expected finding of an audit instead of `ok`. The test fails if the finding differs or disappears. */
export interface Exemption {
  readonly status: 'notice' | 'warn';
  readonly reason: string;
}

/**
 * A GET that any page can send by a link or an image is refused (docs/explanation/adr/0013). With a header
 * that needs a preflight the same audits pass, which is also tested.
 */
const getWithoutPreflight: Exemption = { status: 'notice', reason: 'Response status code is not 200' };

/** By audit id. A MUST is never exempt. */
export const exemptions: Readonly<Record<string, Exemption>> = {
  '5A70': getWithoutPreflight,
  D6D5: getWithoutPreflight,
  '6A70': getWithoutPreflight,
};
