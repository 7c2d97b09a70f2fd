/** A word that the project does not use, and the standard term for it. */
export interface BannedTerm {
  readonly pattern: RegExp;
  readonly use: string;
}

const term = (pattern: RegExp, use: string): BannedTerm => ({ pattern, use });

/** Only words that a regular expression can tell from their ordinary use; CONTRIBUTING.md has the rule. */
export const bannedTerms: readonly BannedTerm[] = [
  term(/\b(?:he|him|himself)\b/i, 'it, they'),
  term(/\bhis\b/i, 'its, their'),
  term(/\b(?:whoever|whomever|whosoever)\b/i, 'the caller that, anyone who'),
  term(/\bmend(?:s|ed|ing)?\b/i, 'fix'),
  term(/\bso many\b(?! that\b)/i, 'a number, maximum, limit'),
  term(/\bof those (?:that|who|which)\b/i, 'the subject itself'),
  term(/\bsharers?\b/i, 'coalesced request, waiter'),
  term(/\bshared (?:reads?|answers?)\b/i, 'request deduplication'),
  term(/\bsecond chances?\b/i, 'retry'),
  term(/\bfew[- ]?lines\b/i, 'log rate limit'),
  term(/\b(?:write|read)Parcel\b|\bparcels? of (?:entries|records|lines)\b/i, 'journal batch'),
  term(/\blanes\b|\b(?:fast|slow|longer|other) lane\b/i, 'fast path, slow path'),
  term(
    /\b(?:too |so )dear\b|\bdear(?:er|est)\b|\bdear (?:requests?|operations?|quer(?:y|ies))\b/i,
    'expensive',
  ),
  term(/\bturns? of (?:the|its) (?:event )?loop\b/i, 'event loop iteration'),
  term(/\b(?:waiting|journal) groups?\b/i, 'commit batch'),
  term(/\bdeadly (?:operations?|documents?)\b/i, 'poison operation'),
  term(/\b(?:Document|Planning)Turns\b/, 'ParseQueue, PlannerPool'),
  term(/\bkept[- ]?answers?\b/i, 'cached response'),
  term(/\b(?:onNews|newsOf\w*|SafelistNews)\b|\bnews (?:of|from)\b/i, 'feed, update'),
  term(/\babort[- ]?watch\b/i, 'deadline timer'),
  term(/\bCallEnd\b/, 'CancellationToken'),
  term(/\boverride side\b|\bsideOf\b/i, 'override context'),
  term(/\b(?:operation|worker|gateway|prepared)[- ]figures\b/i, 'metrics, stats'),
  term(/\b(?:writeAsRead|settleAsRead|takeUpPayment)\b/, 'writeIfUnchanged, settleOptimistically'),
];
