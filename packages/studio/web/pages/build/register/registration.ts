import type {
  BuildRegisterAppMutation,
  ClientAuthMethod,
  RegisterAppInput,
} from '../../../graph/operations.ts';

/** The form, as it is filled in. */
export interface Draft {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly platform: string;
  readonly homepage: string;
  readonly contact: string;
  /** Statements by purpose; an empty one leaves the purpose out. */
  readonly statements: Readonly<Record<string, string>>;
  /** One per line. */
  readonly redirectUris: string;
  readonly authMethod: ClientAuthMethod;
  readonly jwks: string;
  readonly jwksUri: string;
  readonly dpopBoundAccessTokens: boolean;
  readonly backchannelLogoutUri: string;
}

export const emptyDraft: Draft = {
  nameZh: '',
  nameEn: '',
  platform: 'WeChat',
  homepage: '',
  contact: '',
  statements: {},
  redirectUris: '',
  authMethod: 'CLIENT_SECRET_BASIC',
  jwks: '',
  jwksUri: '',
  dpopBoundAccessTokens: false,
  backchannelLogoutUri: '',
};

/** The platforms that the schema names. */
export const platforms = [
  ...['WeChat', 'Alipay', 'Weibo', 'Douyin', 'Baidu', 'UnionPay', 'DingTalk', 'WeCom'],
  ...['HarmonyOS', 'Android', 'iOS', 'Windows', 'macOS', 'Linux', 'Web'],
] as const;

/** The field that a problem is about, as the form names it, and what is wrong; '' is the form as a whole. */
export interface FieldProblem {
  readonly field: string;
  readonly kind: 'missing' | 'noPurpose' | 'invalid' | 'nameTaken' | 'tooMany';
  /** Of the platform. */
  readonly message: string;
}

const required = ['nameZh', 'nameEn', 'homepage', 'contact', 'redirectUris'] as const;

/** Problems that need no call to the platform. */
export function missingIn(draft: Draft): FieldProblem | null {
  const field = required.find((each) => draft[each].trim() === '');
  if (field !== undefined) return { field, kind: 'missing', message: '' };
  if (statementsOf(draft.statements).length === 0)
    return { field: 'purposes', kind: 'noPurpose', message: '' };
  return null;
}

export function inputOf(draft: Draft): RegisterAppInput {
  const { statements, redirectUris, jwks, jwksUri, backchannelLogoutUri, ...rest } = draft;
  const hasKeys = draft.authMethod === 'PRIVATE_KEY_JWT';
  return {
    ...rest,
    nameZh: draft.nameZh.trim(),
    nameEn: draft.nameEn.trim(),
    homepage: draft.homepage.trim(),
    contact: draft.contact.trim(),
    purposes: statementsOf(statements),
    redirectUris: linesOf(redirectUris),
    jwks: hasKeys ? orNull(jwks) : null,
    jwksUri: hasKeys ? orNull(jwksUri) : null,
    backchannelLogoutUri: orNull(backchannelLogoutUri),
  };
}

/** The fields of the problem types that an answer may have. */
interface Problem {
  readonly __typename: string;
  readonly message?: string;
  readonly field?: string;
}

/** @returns `null` for an answer without a problem */
export function problemOf(
  result: BuildRegisterAppMutation['registerApp'] | Problem,
  draft: Draft,
): FieldProblem | null {
  const { __typename: kind, message = '', field = '' }: Problem = result ?? { __typename: '' };
  if (kind === 'AppNameTaken') return { field: 'nameZh', kind: 'nameTaken', message };
  if (kind === 'TooManyApps') return { field: '', kind: 'tooMany', message };
  if (kind !== 'RegistrationInvalid') return null;
  const bare = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  return { field: formField(field, draft), kind: 'invalid', message: bare };
}

/** `purposes.0.statement` to the purpose's own field, `redirectUris.1` to the list. */
function formField(field: string, { statements }: Draft): string {
  const [name = '', index] = field.split('.');
  if (name !== 'purposes') return name === 'client' || name === 'input' ? '' : name;
  const purpose = statementsOf(statements)[Number(index)]?.purpose;
  return purpose === undefined ? 'purposes' : `purposes.${purpose}`;
}

export function statementsOf(statements: Draft['statements']) {
  return Object.entries(statements)
    .map(([purpose, statement]) => ({ purpose, statement: statement.trim() }))
    .filter(({ statement }) => statement !== '');
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
