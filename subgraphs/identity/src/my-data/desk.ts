import type { AgencySource } from '@civic-graph/agencies';
import type { NotifyApp } from '../graph/consent-mutations.ts';
import type { ProviderNames } from '../graph/linked-identities.ts';
import type { IdentityLoaders } from '../graph/loaders.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { Language, Say } from './language.ts';
import type { AskOwnPayments } from './payments/ask-graph.ts';
import type { Citizen } from './visitor.ts';

/** What the citizens' pages need. */
export interface MyDataDesk {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  readonly pairwiseSalt: Uint8Array;
  /** The citizen's pseudonym in access records. */
  readonly hashSubject: (citizenKey: string) => string;
  readonly notifyApp: NotifyApp;
  readonly passkeys: Passkeys;
  readonly askOwnPayments: AskOwnPayments;
  readonly providers: ProviderNames;
  /** The issuer identifier. */
  readonly issuer: string;
  readonly clock: () => Date;
  /** Keys of citizens whose download is in progress: one each at a time. */
  readonly downloading: Set<string>;
}

/** One request of a signed-in citizen. */
export interface Visit {
  readonly desk: MyDataDesk;
  readonly citizen: Citizen;
  /** Name in the civil registry. */
  readonly name: string;
  readonly language: Language;
  readonly say: Say;
  /** Path of the pages in this language, such as `/me/en`. */
  readonly home: string;
  readonly loaders: IdentityLoaders;
  readonly now: Date;
  /** Token for the form with this action. */
  readonly formToken: (action: string) => string;
}
