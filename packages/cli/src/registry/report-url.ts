/** Completes the URL of a check's report: the registry does not know the gateway's address. */
export function withReportUrl<Result extends object>(result: Result, gateway: string): Result {
  if (!('check' in result) || !hasUrl(result.check)) return result;
  const { check } = result;
  return { ...result, check: { ...check, url: new URL(check.url, gateway).href } };
}

function hasUrl(check: unknown): check is { readonly url: string } {
  return typeof check === 'object' && check !== null && 'url' in check && typeof check.url === 'string';
}
