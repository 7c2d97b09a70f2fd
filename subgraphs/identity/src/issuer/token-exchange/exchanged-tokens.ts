/** Data that an exchanged token copies from the agent's. */
export interface Exchange {
  /** Time of the citizen's sign-in; `undefined` for an app's own token. */
  readonly authTime: number | undefined;
  /** `act` (RFC 8693, section 4.1), and the grant by which both tokens are revoked. */
  readonly claims: { readonly act: { readonly sub: string }; readonly grant: string };
}

/** The provider computes claims only from the token object. */
const exchanges = new WeakMap<object, Exchange>();

export function rememberExchange(token: object, exchange: Exchange): void {
  exchanges.set(token, exchange);
}

/** `undefined` for a token of any other grant type. */
export function exchangeBehind(token: object): Exchange | undefined {
  return exchanges.get(token);
}
