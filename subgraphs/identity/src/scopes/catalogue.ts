import type { DataClass } from '@civic-graph/policy';

/** Description of a scope, as a citizen reads it before consenting. */
export interface ScopeDescription {
  readonly id: string;
  /** The highest class of data behind the scope. */
  readonly dataClass: DataClass;
  readonly title: { readonly zh: string; readonly en: string };
  readonly content: { readonly zh: string; readonly en: string };
  /** For officials only: no app can be approved for it. */
  readonly officialsOnly: boolean;
}

/** Every scope of the platform, in display order. */
export const scopeCatalogue: readonly ScopeDescription[] = [
  {
    id: 'identity:basic',
    dataClass: 'C1',
    title: { zh: '身份核验', en: 'Who you are to this app' },
    content: {
      zh: '仅限本应用的代号、认证等级，以及“是否年满若干岁”“是否居住在某省或某市”的是非回答',
      en: 'A code for you that only this app gets, how strongly your identity was verified, and yes/no answers about your age and the province or city that you live in',
    },
    officialsOnly: false,
  },
  {
    id: 'identity:profile',
    dataClass: 'C2',
    title: { zh: '姓名与联系方式', en: 'Name and contact' },
    content: { zh: '姓名、手机号码、电子邮箱', en: 'Your name, mobile number and e-mail address' },
    officialsOnly: false,
  },
  {
    id: 'identity:sensitive',
    dataClass: 'C3',
    title: { zh: '出生日期与住址', en: 'Birth date and home address' },
    content: { zh: '出生日期、家庭住址', en: 'Your date of birth and where you live' },
    officialsOnly: false,
  },
  {
    id: 'identity:consents',
    dataClass: 'C2',
    title: { zh: '授权记录', en: 'Your consents' },
    content: {
      zh: '您向各应用授予的数据使用授权，以及谁在何时因何查阅过您的数据；并可由您在应用内缩小或撤回授权',
      en: 'Which apps you have allowed to use your data, and for what, and who has read it; and to narrow or withdraw it from within the app',
    },
    officialsOnly: false,
  },
  {
    id: 'transport:passes',
    dataClass: 'C2',
    title: { zh: '公共交通卡', en: 'Transit passes' },
    content: {
      zh: '您的公交、地铁乘车卡及有效期',
      en: 'Your bus and metro passes and how long they are valid',
    },
    officialsOnly: false,
  },
  {
    id: 'payments:due',
    dataClass: 'C1',
    title: { zh: '有无待缴款项', en: 'Whether you have something to pay' },
    content: {
      zh: '仅“有无待缴通知”的是非回答，不含事由、单位与金额',
      en: 'A yes/no answer: whether a notice is waiting, not what for, from whom or how much',
    },
    officialsOnly: false,
  },
  {
    id: 'payments:notices',
    dataClass: 'C3',
    title: { zh: '缴费通知', en: 'Payment notices' },
    content: {
      zh: '待缴的学费、费用与罚款及其事由',
      en: 'Tuition, fees and fines that you are to pay, and what they are for',
    },
    officialsOnly: false,
  },
  {
    id: 'payments:receipts',
    dataClass: 'C2',
    title: { zh: '缴费记录与票据', en: 'Payments and receipts' },
    content: { zh: '已完成的缴费与电子票据', en: 'What you have paid, and the electronic receipts' },
    officialsOnly: false,
  },
  {
    id: 'payments:pay',
    dataClass: 'C2',
    title: { zh: '代您发起缴费', en: 'Start payments for you' },
    content: {
      zh: '经您逐笔确认后，为您的缴费通知发起付款',
      en: 'Begin the payment of a notice; you confirm each one with the payment provider',
    },
    officialsOnly: false,
  },
  {
    id: 'payments:dispute',
    dataClass: 'C2',
    title: { zh: '异议', en: 'Disputes' },
    content: {
      zh: '您对缴费通知和缴费提出的异议及处理结果；并可由您在应用内提出或撤回异议',
      en: 'What you dispute about notices and payments and how it was decided; and to dispute, or take it back, from within the app',
    },
    officialsOnly: false,
  },
  {
    id: 'payments:revenue',
    dataClass: 'C0',
    title: { zh: '财政收入统计', en: 'Revenue figures' },
    content: { zh: '本部门的非税收入', en: 'Non-tax revenue of the agency' },
    officialsOnly: true,
  },
];

const byId: ReadonlyMap<string, ScopeDescription> = new Map(scopeCatalogue.map((scope) => [scope.id, scope]));

export function describeScope(id: string): ScopeDescription | undefined {
  return byId.get(id);
}

/** Scopes of `wanted` that are in `allowed`, in the catalogue's order. */
export function intersectScopes(wanted: Iterable<string>, allowed: Iterable<string>): string[] {
  const [wants, allows] = [new Set(wanted), new Set(allowed)];
  return scopeCatalogue.map(({ id }) => id).filter((id) => wants.has(id) && allows.has(id));
}
