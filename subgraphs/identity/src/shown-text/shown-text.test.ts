import { readFileSync } from 'node:fs';
import { fuzzing, randomNumbers } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { manifestProblems } from '../agencies/manifest-problems.ts';
import { cityDirectory, cityManifests } from '../agencies/manifests.fixture.ts';
import { agencies, apps, developers, officials, purposes } from '../demo/directory.ts';
import { confusableGroups } from './confusable-letters.ts';
import { lookAlikeKey } from './look-alike.ts';
import { nameProblem, sentenceProblem } from './shown-text.ts';

const names = [
  ...[
    '微信城市服务',
    '支付宝市民中心',
    'WeChat City Services',
    '12345热线',
    '浙里办（杭州）',
    '停车助手2',
    'e-Service+',
  ],
  ...[
    'Café Île-de-France',
    'Łódź Tram',
    '公積金App',
    'カレンダー',
    '서울교통공사',
    'ㄅㄆㄇ注音',
    'Метро Сити',
    'Δήμος',
  ],
  ...[
    'བོད་ལྗོངས',
    'ᠮᠣᠩᠭᠣᠯ',
    'ꆈꌠꉙ',
    'شىنجاڭ',
    'नगर सेवा',
    "St. John's (East)",
    '林晓梅·办事',
    'Đà Nẵng',
    '一网通办',
  ],
  ...[
    '窗口2',
    '人口App',
    '接口API',
    '5G一站通',
    '地铁A口',
    '第2工人文化宫',
    '統一發票',
    '二手车Go',
    'トレイン2',
  ],
];
it.each(names)('a name may be %s', (name) => {
  expect(nameProblem(name, 60)).toBeNull();
});

describe('a name that can be confused with another is refused:', () => {
  it.each([
    ['Cyrillic а', 'W\u0435Chat City Services'],
    ['Cyrillic in a whole word', '\u0410lipay'],
    ['all Cyrillic that reads as Latin', '\u0421\u0430\u0441\u0430\u043e'],
    ['Greek omicron', 'Alipay Ci\u03bfo'],
    ['Cherokee', '\u13d4\u13a1\u13df'],
    ['Armenian o', 'Weib\u0585'],
    ['Latin alpha', '\u0251lipay'],
    ['Latin small capital', 'W\u1d07ibo'],
    ['letters of mathematics', '\u{1d5d4}lipay'],
    ['full-width letters', '\uff37eibo'],
    ['enclosed letters', '\u24cceibo'],
    ['Kangxi radical', '\u2f2f商局'],
    ['compatibility ideograph', '\uf9d1商'],
    ['ligature', 'O\ufb03ce'],
    ['no-break space', 'WeChat\u00a0City Services'],
    ['narrow no-break space', 'WeChat\u202fCity'],
    ['ideographic space', '微信\u3000城市'],
    ['thin space', 'WeChat\u2009City'],
    ['Ogham space', 'WeChat\u1680City'],
    ['two spaces', 'WeChat  City'],
    ['space at the end', 'WeChat '],
    ['tab', 'WeChat\tCity'],
    ['line break', 'WeChat\nCity'],
    ['line separator', 'WeChat\u2028City'],
    ['zero-width space', 'We\u200bChat'],
    ['zero-width joiner', 'We\u200dChat'],
    ['word joiner', 'We\u2060Chat'],
    ['byte order mark', 'We\ufeffChat'],
    ['soft hyphen', 'We\u00adChat'],
    ['Hangul filler', 'We\u3164Chat'],
    ['half-width Hangul filler', 'We\uffa0Chat'],
    ['Khmer inherent vowel', 'We\u17b4Chat'],
    ['Braille blank', 'We\u2800Chat'],
    ['variation selector', '微\ufe00信'],
    ['supplementary variation selector', '微\u{e0100}信'],
    ['combining grapheme joiner', 'We\u034fChat'],
    ['tag character', 'We\u{e0041}Chat'],
    ['right-to-left override', 'a\u202eb'],
    ['isolate', 'a\u2066b'],
    ['Arabic letter mark', 'a\u061cb'],
    ['interlinear annotation', 'a\ufff9b'],
    ['private use', 'WeChat \ue000'],
    ['unassigned', 'WeChat \u0378'],
    ['lone surrogate', 'WeChat \ud800'],
    ['noncharacter', 'WeChat \uffff'],
    ['null', 'a\0b'],
    ['decomposed letter', 'Cafe\u0301'],
    ['mark on Latin', 'Alip\u0337ay'],
    ['mark on Han', '微\u0323信'],
    ['mark alone', '\u0301bc'],
    ['enclosing mark', 'A\u20dd'],
    ['check mark', 'Alipay ✓'],
    ['emoji', 'Alipay ✅'],
    ['registered sign', 'Alipay®'],
    ['fraction slash', 'Alipay\u2044City'],
    ['other hyphen', 'Alipay\u2010City'],
    ['other digits', 'City \u0661'],
    ['Devanagari digits', 'City \u0967'],
    ['Han stroke in Latin', 'A\u4e28ipay Citizen Centre'],
    ['Han stroke before digits', '\u4e282345热线'],
    ['Han stroke before digits, with a space', '\u4e28 2345热线'],
    ['Bopomofo in Latin', 'WeCha\u3112 City Services'],
    ['Bopomofo before digits', '\u31272345热线'],
    ['Han that reads as Latin', 'Alipa丫'],
    ['Han mouth at the end of Latin', 'Weib口'],
    ['prolonged sound mark as a dash', 'WeCha\u30fcCity'],
    ['Katakana in Latin', 'A\u30a8ipay'],
    ['Han mountain for W', '山eChat'],
    ['Han measure for R', '尺un'],
    ['Katakana for E', 'ヨ-Service'],
    ['Han stroke between two Latin letters', 'A\u4e28B'],
    ['Han component of the supplementary plane', 'Alipa\u{200cc}y'],
    ['single jamo', 'A\u1175ipay'],
    ['nothing but signs', '---'],
    ['nothing', ''],
    ['too long', 'x'.repeat(61)],
  ])('%s', (_, name) => {
    expect(nameProblem(name, 60)).toEqual(expect.any(String));
  });

  it('each letter that Unicode calls confusable with a Latin one, inside a Latin word', () => {
    const data = JSON.parse(
      readFileSync(new URL(import.meta.resolve('unhomoglyph/data.json')), 'utf8'),
    ) as Record<string, string>;
    const alike = Object.entries(data).filter(
      ([letter, latin]) => /^[a-zA-Z]+$/.test(latin) && /[^\0-\x7f]/.test(letter) && /\p{L}/u.test(letter),
    );
    expect(alike.length).toBeGreaterThan(1_000);
    const key = (latin: string) => lookAlikeKey(`Cit${latin} Hall`);
    const passed = alike.filter(
      ([letter, latin]) =>
        nameProblem(`Cit${letter} Hall`, 60) === null && lookAlikeKey(`Cit${letter} Hall`) !== key(latin),
    );
    expect(passed).toEqual([]);
  });
});

describe('confusable names share a key:', () => {
  it.each([
    ['WeChat City Services', 'WECHAT CITY SERVICES'],
    ['Alipay Citizen Centre', 'AIipay Citizen Centre'],
    ['Alipay Citizen Centre', 'A1ipay Cit1zen Centre'],
    ['Alipay Citizen Centre', 'Alipay-Citizen Centre'],
    ['Alipay Citizen Centre', 'AlipayCitizenCentre.'],
    ['Alipay Citizen Centre', 'Àlípay Citizen Centré'],
    ['Metro', 'rnetro'],
    ['Weibo City', 'We1b0 C1ty'],
    ['微信城市服务', '微信 城市服务'],
    ['微博城市', '微博·城市'],
    ['工商', '\u2f2f商'],
    ['一网通办', 'ー网通办'],
    ['一网通办', '\u3127网通办'],
    ['支付宝市民中心', '支付宝\u5dff民中心'],
    ['支付宝市民中心', '支付寶市民中心'],
    ['支付宝市民中心', '攴付宝市民中心'],
    ['微信城市服务', '微信城\u5dff服务'],
    ['微信城市服务', '徽信城市服務'],
    ['微信城市服务', '徵信城市服务'],
    ['广州交通', '広州交通'],
    ['未来', '末来'],
    ['人民', '入民'],
    ['日报', '曰报'],
    ['自己', '自巳'],
    ['土地局', '士地局'],
    ['千里', '干里'],
    ['WeChat City Services', 'VVeChat City Services'],
    ['WeChat City Services', 'WeChat City 5ervices'],
    ['Cloud', 'doud'],
    ['Bank', 'Ban\u0138'],
    ['Metro', 'Me\u01abro'],
    ['Weiblo', 'Wei\u0185lo'],
  ])('%s, %s', (one, other) => {
    expect(lookAlikeKey(one)).toBe(lookAlikeKey(other));
  });

  it('each letter of a group of confusables, in a name', () => {
    for (const [first, ...others] of confusableGroups.map((group) => [...group])) {
      for (const other of others)
        expect([other, lookAlikeKey(`城${other}城`)]).toEqual([other, lookAlikeKey(`城${first}城`)]);
    }
    const letters = confusableGroups.join('');
    expect(new Set(letters).size).toBe([...letters].length);
  });

  it('and other names do not', () => {
    const keys = names.map(lookAlikeKey);
    expect(new Set(keys).size).toBe(names.length);
    expect(lookAlikeKey('停车助手1')).not.toBe(lookAlikeKey('停车助手2'));
  });
});

describe('a sentence', () => {
  it.each([
    ...[
      'Shows you your parking fines, to pay them in one go',
      '用于查询“停车”罚款，50%以上；并缴费。',
      'Стоит 5 €: а, б; «метро»',
    ],
    ...['Metro (Метро) — 地铁 & bus', 'Uses WeChat登录 for you…'],
  ])('may be %s', (text) => {
    expect(sentenceProblem(text, 500)).toBeNull();
  });

  it.each([
    'Run by \u0410lipay',
    'a\u202eb',
    'two  spaces',
    'no\u00a0break',
    'a\u200bb',
    ' x',
    '',
    'x'.repeat(501),
  ])('may not be %j', (text) => {
    expect(sentenceProblem(text, 500)).toEqual(expect.any(String));
  });
});

it('the names of the demo follow the rules, and no two look the same', () => {
  const ofManifests = cityManifests.map(({ agency }) => ({
    name_zh: agency.name.zh,
    name_en: agency.name.en,
  }));
  const named = [...ofManifests, ...agencies, ...apps, ...officials, ...developers].flatMap(
    ({ name_zh, name_en }) => [name_zh, name_en],
  );
  for (const name of named) expect([name, nameProblem(name, 60)]).toEqual([name, null]);
  for (const { title_zh, title_en } of purposes) {
    expect([sentenceProblem(title_zh, 100), sentenceProblem(title_en, 100)]).toEqual([null, null]);
  }
  expect(manifestProblems(cityDirectory, [])).toEqual([]);
  expect(new Set(named.map(lookAlikeKey)).size).toBe(named.length);
});

it('never fails on random text, and accepts only single lines of visible characters', () => {
  const { seed, rounds } = fuzzing(2_000);
  const next = randomNumbers(seed);
  let passed = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Often uses the basic plane, so that some texts pass.
    const last = round % 2 === 0 ? 0x11_0000 : 0x3_00;
    const text = Array.from({ length: 1 + next(6) }, () => String.fromCodePoint(next(last))).join('');
    lookAlikeKey(text);
    if (nameProblem(text, 60) !== null) continue;
    passed += 1;
    expect(text, `seed ${seed}`).toMatch(/^[\p{L}\p{M}\p{P}0-9 +]+$/u);
  }
  expect(passed, `seed ${seed}`).toBeGreaterThan(0);
});
