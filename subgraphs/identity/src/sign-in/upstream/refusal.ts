import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Why a sign-in at a provider does not go on, by its stable code: the status and the words of its page. */
export const refusals = {
  provider_unavailable: {
    status: 503,
    zh: '该登录方式暂时不可用，请稍后重试，或换用其他方式。',
    en: 'This sign-in method does not work at the moment. Try again later, or choose another one.',
  },
  provider_answer_invalid: {
    status: 502,
    zh: '该登录服务返回的信息未通过安全校验，登录未完成。请重试，或换用其他方式。',
    en: 'The answer of this provider failed our checks, so you are not signed in. Try again, or choose another method.',
  },
  provider_refused: {
    status: 403,
    zh: '该登录方式拒绝了登录。请重试，或换用其他方式。',
    en: 'The provider refused the sign-in. Try again, or choose another method.',
  },
  sign_in_cancelled: {
    status: 403,
    zh: '您取消了登录。请重试，或换用其他方式。',
    en: 'You cancelled the sign-in at the provider. Try again, or choose another method.',
  },
  sign_in_expired: {
    status: 400,
    zh: '此登录已过期或已使用过。请重新登录。',
    en: 'This sign-in has expired or was used before. Sign in again.',
  },
  assurance_not_vouched: {
    status: 403,
    zh: '您刚才使用的认证方式在此不被接受。请换用级别更高的认证方式。',
    en: 'The method that you used at the provider is not accepted here. Use a stronger one.',
  },
  unmet_authentication_requirements: {
    status: 403,
    zh: '应用要求更高级别的认证，本次登录或您登记的认证级别未达到。请换用级别更高的方式，或返回应用。',
    en: 'The app requires a higher level than this sign-in or your registration provides. Choose a stronger method, or go back to the app.',
  },
  person_unknown: {
    status: 403,
    zh: '根据该登录服务提供的信息，未能在本系统中确认您的身份，因此无法登录。系统不会新建账号。',
    en: 'What the provider sent identifies nobody in our records, so you cannot sign in with it. No account was created.',
  },
  identity_conflict: {
    status: 403,
    zh: '此账号关联的是另一个人，因此无法登录。请联系本市政务服务热线。',
    en: 'This account is linked to another person, so you cannot sign in with it. Contact the city’s service line.',
  },
  identity_unlinked: {
    status: 403,
    zh: '此账号的关联已被解除。请用其他方式登录，在支持此功能的应用中恢复关联，或联系本市政务服务热线。',
    en: 'This account was unlinked. Sign in another way and link it again in an app that offers this, or contact the city’s service line.',
  },
  another_person: {
    status: 403,
    zh: '您以另一个人的身份登录了。请以先前的身份再次确认。',
    en: 'You signed in as somebody else. Confirm as the person who was signed in before.',
  },
  provider_not_offered: {
    status: 404,
    zh: '此处没有这种登录方式。请选择其他方式。',
    en: 'This sign-in method is not available here. Choose another one.',
  },
} as const satisfies Readonly<Record<string, { status: number; zh: string; en: string }>>;

export type RefusalCode = keyof typeof refusals;

/** A sign-in that ends with a page. `reason` is for the log: it contains no value that the provider sent. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal';
  readonly code: RefusalCode;
  readonly reason: string | null;

  constructor(code: RefusalCode, reason: string | null = null) {
    super(code);
    this.code = code;
    this.reason = reason;
  }
}

/** Makes a refusal of an error of openid-client, jose or the network. */
export function asRefusal(error: unknown): SignInRefusal {
  if (error instanceof SignInRefusal) return error;
  if (error instanceof AuthorizationResponseError) {
    return new SignInRefusal(
      answers.get(error.error) ?? 'provider_refused',
      'the provider answered with an error',
    );
  }
  if (error instanceof ResponseBodyError) {
    const isDown = error.status >= 500;
    const reason = `its endpoint answered ${error.status}${known.has(error.error) ? ` ${error.error}` : ''}`;
    return new SignInRefusal(isDown ? 'provider_unavailable' : 'provider_refused', reason);
  }
  return new SignInRefusal(
    isOutage(error) ? 'provider_unavailable' : 'provider_answer_invalid',
    reasonOf(error),
  );
}

/** RFC 6749, 4.1.2.1; RFC 9470 and OpenID Connect Core, 3.1.2.6. */
const answers: ReadonlyMap<string, RefusalCode> = new Map([
  ['access_denied', 'sign_in_cancelled'],
  ['unmet_authentication_requirements', 'unmet_authentication_requirements'],
  ['temporarily_unavailable', 'provider_unavailable'],
  ['server_error', 'provider_unavailable'],
]);

const known = new Set(['invalid_client', 'invalid_grant', 'invalid_request', 'unauthorized_client']);

const outages = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'ERR_JWKS_TIMEOUT',
]);

function isOutage(error: unknown): boolean {
  if (error instanceof ClientError) return outages.has(error.code ?? '');
  // Of fetch and its time-out.
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}

/** The libraries' messages are fixed texts. Their causes hold claims, so only the system's codes are read. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `${error.message}${code}`;
}
