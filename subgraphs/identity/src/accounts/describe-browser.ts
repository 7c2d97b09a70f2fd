const browsers = [
  ['Edg/', 'Edge'],
  ['MicroMessenger/', 'WeChat'],
  ['AlipayClient/', 'Alipay'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const systems = [
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** Characters of `User-Agent` that are read: callers can send any text. */
const longest = 500;

/** The browser in words, such as “Chrome, Windows”; empty for one that is not known. */
export function describeBrowser(userAgent = ''): string {
  const text = userAgent.slice(0, longest);
  const named = [browsers, systems].map((list) => list.find(([mark]) => text.includes(mark))?.[1]);
  return named.filter((name) => name !== undefined).join(', ');
}
