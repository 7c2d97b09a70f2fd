/** Platforms of apps. A fixed list, because citizens read it beside the app's name. */
const platforms: readonly string[] = [
  ...['WeChat', 'Alipay', 'Weibo', 'Douyin', 'Baidu', 'UnionPay', 'DingTalk', 'WeCom'],
  ...['HarmonyOS', 'Android', 'iOS', 'Windows', 'macOS', 'Linux', 'Web'],
];

/** Returns why an app does not fit this platform, or `null`. */
export function platformProblem(platform: string): string | null {
  return platforms.includes(platform) ? null : `must be one of: ${platforms.join(', ')}`;
}
