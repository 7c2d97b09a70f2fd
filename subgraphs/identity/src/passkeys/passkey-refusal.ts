/** Why a passkey ceremony is refused, by stable code: status and texts of the page. */
export const passkeyRefusals = {
  // One code for unknown, removed and wrong keys, so that nobody learns which exist.
  passkey_not_accepted: {
    status: 403,
    zh: '无法使用此通行密钥登录。请重试，或换用其他方式。',
    en: 'This passkey was not accepted. Try again, or choose another way to sign in.',
  },
  passkey_copied: {
    status: 403,
    zh: '此通行密钥可能已被复制，因此被拒绝。请换用其他方式登录，并移除此密钥。',
    en: 'This passkey may have been copied, so it was refused. Sign in another way, and remove it.',
  },
  passkey_expired: {
    status: 400,
    zh: '此页面已过期或已使用过。请重新开始。',
    en: 'This page has expired or has already been used. Start again.',
  },
  passkey_not_registered: {
    status: 422,
    zh: '未能添加通行密钥：设备返回的信息未通过校验。请重试，或换用其他设备。',
    en: 'The passkey was not added: your device’s response failed our checks. Try again, or use another device.',
  },
  passkey_registered_before: {
    status: 409,
    zh: '此通行密钥已经登记过。请换用其他设备。',
    en: 'This passkey has already been registered. Use another device.',
  },
  too_many_passkeys: {
    status: 422,
    zh: '通行密钥已达上限。请先移除一个。',
    en: 'You have reached the maximum number of passkeys. Remove one first.',
  },
  too_many_attempts: {
    status: 429,
    zh: '您所在网络的尝试次数过多，请十分钟后再试。',
    en: 'There were too many attempts from your network. Try again in ten minutes.',
  },
  unmet_authentication_requirements: {
    status: 403,
    zh: '应用要求更高级别的认证。请换用级别更高的方式，或返回应用。',
    en: 'The app requires a higher level than this passkey provides. Choose a stronger method, or go back to the app.',
  },
  another_person: {
    status: 403,
    zh: '您以另一个人的身份登录了。请以先前的身份再次确认。',
    en: 'You signed in as somebody else. Confirm as the person who was signed in before.',
  },
} as const satisfies Readonly<Record<string, { status: number; zh: string; en: string }>>;

export type PasskeyRefusalCode = keyof typeof passkeyRefusals;

/** A ceremony that ends with a page. `reason` is for the log and holds no value of the request. */
export class PasskeyRefusal extends Error {
  override readonly name = 'PasskeyRefusal';
  readonly code: PasskeyRefusalCode;
  readonly reason: string | null;

  constructor(code: PasskeyRefusalCode, reason: string | null = null) {
    super(code);
    this.code = code;
    this.reason = reason;
  }
}
