import { wordsOf } from '../document/names.ts';
import type { ClassProposal } from './model.ts';

/** What is known of a field, a parameter or a type. */
export interface Subject {
  /** Name in the REST API. */
  readonly name: string;
  readonly description: string;
  readonly format: string | null;
  /** Value of `x-data-class`. */
  readonly statedClass: string | null;
  /** Name and title of the type that it belongs to. */
  readonly typeName: string;
  /** Why anybody may read it; `null` if nothing says so. */
  readonly publicBecause: string | null;
}

interface Sign {
  readonly dataClass: 'C2' | 'C3' | 'C4';
  readonly what: string;
  readonly words: RegExp;
  /** Parts of a name that is written without separators, or in pinyin. */
  readonly parts: RegExp;
  readonly han: RegExp;
}

/** The most sensitive first: PIPL article 28, GDPR article 9, then what identifies a person. */
const signs: readonly Sign[] = [
  {
    dataClass: 'C4',
    what: 'a national id, biometrics or a credential',
    words:
      /\b(id numbers?|id cards?|id no|identity (cards?|numbers?|no|document)|national (id|identity|identifier|number)|citizen (id|number)|resident (id|identity|number)|social security|ssn|passport|fingerprints?|biometrics?|face (images?|templates?|id)|iris|voice ?prints?|passwords?|passwd|pwd|passcode|pin code|secrets?|private key|api ?key|(access|refresh|id|bearer|session|auth) tokens?|credentials?)\b/,
    parts: /idnumber|idcard|nationalid|passport|fingerprint|biometric|password|shenfenzheng|^sfzhm?$|^zjhm$/,
    han: /身份证|身份号码|公民身份|护照|社保卡号|社会保障号|指纹|人脸|虹膜|声纹|密码|口令|密钥/,
  },
  {
    dataClass: 'C3',
    what: 'sensitive personal data',
    words:
      /\b(health|medical|diagnos[ei]s|diseases?|disabilit(y|ies)|medications?|prescriptions?|blood (type|group)|religio(n|us)|beliefs?|ethnic(ity)?|racial|political|trade union|sexual|criminal|convictions?|bank (account|card)|account number|iban|credit card|debit card|cvv|cvc|salary|income|wages?|whereabouts|trajectory)\b/,
    parts: /bankaccount|creditcard|diagnos|religio|ethnic|salary|yinhangka/,
    han: /病历|病史|疾病|诊断|残疾|宗教|民族|政治面貌|犯罪|银行卡|银行账|工资|收入|行踪|轨迹/,
  },
  {
    dataClass: 'C2',
    what: 'personal data',
    words:
      /\b((cell|mobile|tele)? ?phones?|mobile( number)?|tel|fax|e ?mails?|(first|last|full|family|given|middle|maiden|display|nick) ?names?|surname|birth(day|date| date)?|born|dob|age|gender|sex|marital|(home|postal|street|mailing) address|user ?(names?|id)|login|customer (id|name|number)|patron|borrower|(number|licen[cs]e) plate|plate number|ip( address)?|device id|imei|mac address|avatar|portrait|signature|guardian|wechat|open ?id|contacts?)\b/,
    parts:
      /phone|email|birthda|firstname|lastname|fullname|surname|username|licen[cs]eplate|shouji|dianhua|xingming|lianxi|chusheng|zhuzhi|^(xm|sjhm?|lxdh|lxr|csrq)$/,
    han: /手机|电话|邮箱|邮件地址|姓名|出生|生日|年龄|性别|住址|家庭地址|通信地址|车牌|微信|联系人|照片|头像|签名|婚姻/,
  },
];

const personalFormats = new Set(['email', 'idn-email', 'ipv4', 'ipv6']);
const aPerson =
  /\b(persons?|people|users?|citizens?|customers?|clients?|patrons?|readers?|members?|borrowers?|employees?|staff|owners?|drivers?|passengers?|residents?|patients?|students?|subscribers?|accounts?|profiles?|contacts?|applicants?|visitors?|guests?)\b/;
const aPersonInHan = /用户|居民|市民|公民|读者|会员|客户|员工|乘客|患者|学生|个人/;

/**
 * Proposes the class of a field from what the document says. Without a sign it is personal: an agency lowers
 * a class on purpose, never by omission.
 */
export function classify(subject: Subject): ClassProposal {
  const { name, description, format, statedClass, publicBecause } = subject;
  if (statedClass !== null) return statedProposal(statedClass);
  if (format === 'password') return { dataClass: 'C4', evidence: 'its format is password' };
  const words = wordsOf(name).join(' ');
  const squashed = words.replaceAll(' ', '');
  const told = description
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ');
  for (const { dataClass, what, ...sign } of signs) {
    const found = sign.words.exec(words) ?? sign.parts.exec(squashed) ?? sign.han.exec(name);
    if (found) return { dataClass, evidence: `its name has “${found[0]}”: ${what}` };
    // A description also says what a field is not, so only its Chinese words, which are specific, leave it
    // out.
    const described = sign.han.exec(description) ?? (dataClass === 'C4' ? null : sign.words.exec(told));
    if (described) return { dataClass, evidence: `its description has “${described[0]}”: ${what}` };
  }
  if (format !== null && personalFormats.has(format)) {
    return { dataClass: 'C2', evidence: `its format is ${format}: personal data` };
  }
  const person = aPerson.exec(wordsOf(subject.typeName).join(' ')) ?? aPersonInHan.exec(subject.typeName);
  if (person) return { dataClass: 'C2', evidence: `its type is about a person: “${person[0]}”` };
  return publicBecause === null
    ? { dataClass: 'C2', evidence: 'nothing says that it is public' }
    : { dataClass: 'C0', evidence: publicBecause };
}

function statedProposal(text: string): ClassProposal {
  const dataClass = text.trim().toUpperCase();
  const evidence = `the document states x-data-class: ${dataClass}`;
  switch (dataClass) {
    case 'C0':
    case 'C2':
    case 'C3':
    case 'C4':
      return { dataClass, evidence };
    default:
      return { dataClass: 'C2', evidence: `x-data-class has another value than C0, C2, C3 or C4` };
  }
}
