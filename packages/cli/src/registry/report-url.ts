/** Answer of the registry to a call that runs a check. */
export interface CheckAnswer {
  readonly __typename: string;
  readonly check?: { readonly url: string } | null;
}

/** Completes the URL of a check's report: the registry does not know the gateway's address. */
export function withReportUrl<Answer extends CheckAnswer>(answer: Answer, gateway: string): Answer {
  const { check } = answer;
  if (check === null || check === undefined) return answer;
  return { ...answer, check: { ...check, url: new URL(check.url, gateway).href } };
}
