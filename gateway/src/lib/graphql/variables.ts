/** Variables of a request or of a fetch: names without the dollar, and JSON values. */
export type Variables = Readonly<Record<string, unknown>>;
