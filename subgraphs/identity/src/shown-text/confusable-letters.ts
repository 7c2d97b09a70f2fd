/**
 * Confusable letters that Unicode's table (UTS #39) does not list. Each group maps to its first letter; no
 * letter is in two.
 */
export const confusableGroups: readonly string[] = [
  // Han characters that differ in one stroke, and similar kana and Bopomofo.
  ...['市巿', '未末', '人入', '日曰ㄖ', '支攴', '微徽徵', '己已巳', '土士', '干千于チ', '大太犬', '戊戌戍戎'],
  ...['天夭', '王玉壬', '刀刁力ㄌ', '今令', '木本术ホ', '田由甲申', '白自', '午牛', '贝见', '鸟乌', '免兔'],
  ...['侯候', '栗粟', '辨辩辫', '折拆', '拨拔', '崇祟', '冼洗', '治冶', '水氷永', '晴睛', '清凊', '密蜜'],
  ...['浙淅', '杭抗', '京亰', '九丸', '几凡', '因囚困', '旦且', '亨享', '哀衰衷', '住往佳', '付忖', '民氏'],
  ...['政玫', '社杜', '健键', '又叉ヌㄡ', '义乂メㄨ', '文丈', '代伐', '任仕', '失矢', '无旡', '兀元', '斤斥'],
  ...['历厉', '仓仑', '沧沦', '抡抢', '电甩', '东柬', '直真', '茶荼', '暮慕幕墓募', '壁璧', '竟竞', '徒徙'],
  ...[
    '延廷',
    '班斑',
    '育肓盲',
    '载栽裁',
    '籍藉',
    '洒酒',
    '乒乓',
    '心㣺忄',
    '一ーㄧ',
    '三ミ',
    '了ア',
    'り刂リ',
  ],
  ...[
    '厂ㄏ',
    '幺ㄠ',
    '儿ㄦ',
    '卩ㄗ',
    '尸ㄕ',
    '勹ㄅ',
    '厶ㄙム',
    '彳ㄔ',
    '才オ',
    '凵ㄩ',
    '匚ㄈ',
    'シツ',
    'ソン',
  ],
  ...['丫ㄚ', '丅ㄒ'],
  // Latin letters without a canonical decomposition, and digits.
  ...['aⱥ', 'bƅßẞ', 'cƈɔ', 'dðȡ', 'eǝəɛꞓ', 'jȷ', 'kĸ', 'lȴ丨亅', 'nŋɲȵ', 'o〇', 'pþƿ', 'qɋ', 's5ƨȿ', 'tƫʈȶⱦ'],
  ...['uʉʊ', 'vʌ', 'zɀ', '2ɂ', '3ƹǯȝ'],
];

/**
 * CJK letters of one or two strokes that resemble a Latin letter, digit or dash; a regular expression class.
 */
export const strokeCjk =
  '丨亅丶丿乀乁乙乚乛𠂆𠂇𠃊𠃋𠃌𠃍𠄌𠄎ㅣㄧㄒㄚㄈㄗㄖ丫丅口囗ロ〇一ー二ニ工エ匚凵卩卜トノヽヾゝゞ々〆ヘへ';

/**
 * CJK letters that resemble a Latin letter in a Latin word, such as 山 for W; beside digits they are counters.
 */
export const letterCjk = '山尺乃巴回日曰廿十卄己已巳巨乇千人入八刀力又义乂ヨ彐ユコレヌメムてモ';

const firstOf = new Map(
  confusableGroups.flatMap((group) => {
    const [first = '', ...others] = group;
    return others.map((letter): [string, string] => [letter, first]);
  }),
);

/** Replaces each confusable letter with the first of its group. */
export function foldConfusable(text: string): string {
  return Array.from(text, (letter) => firstOf.get(letter) ?? letter).join('');
}
