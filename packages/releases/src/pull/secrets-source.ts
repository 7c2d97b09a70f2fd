import { decryptSecrets, SecretsError, type SubgraphSecrets } from '../subgraph-secrets.ts';
import { follow, messageOf, type Patience, usualPatience } from './follow.ts';
import { type Pull, PullError } from './pull.ts';
import type { TokenFile } from './token-file.ts';

export interface SecretsSourceOptions {
  readonly pull: Pull;
  /** Secret under which the registry encrypts, base64url. */
  readonly secret: string;
  readonly file: TokenFile;
  /** Called if secrets cannot be pulled, used or stored; never with a secret. */
  readonly report: (reason: string) => void;
  readonly patience?: Patience;
}

export interface SecretsSource {
  /** Secrets that agencies have supplied, by subgraph. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** Calls `changed` after a change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

const none: SubgraphSecrets = { number: 0, secrets: {} };

/** The secrets that the registry delivers. They are stored encrypted, as received. */
export function secretsSource(options: SecretsSourceOptions): SecretsSource {
  const { pull, secret, file, report, patience = usualPatience } = options;
  const stop = new AbortController();
  let current = none;
  let etag: string | null = null;
  let starting: Promise<void> | undefined;

  async function accept(token: string): Promise<void> {
    const secrets = await decryptSecrets(token, secret);
    if (secrets.number < current.number) {
      throw new SecretsError(`secrets ${secrets.number} are older than secrets ${current.number} in use`);
    }
    current = secrets;
    await file.write(token).catch((error: unknown) => report(messageOf(error)));
  }

  async function start(): Promise<void> {
    current = await readStored();
    try {
      const pulled = await pull({ known: null, waitSeconds: 0, signal: stop.signal });
      if (pulled === null) return;
      await accept(pulled.token);
      etag = pulled.etag;
    } catch (error) {
      // `watch` pulls again, and reports a registry that does not answer.
      if (!(error instanceof PullError)) report(messageOf(error));
    }
  }

  /** Stored secrets that cannot be read count as missing, because the registry has them. */
  async function readStored(): Promise<SubgraphSecrets> {
    try {
      const token = await file.read();
      return token === null ? none : await decryptSecrets(token, secret);
    } catch (error) {
      report(messageOf(error));
      return none;
    }
  }

  return {
    async read() {
      starting ??= start();
      await starting;
      return new Map(Object.entries(current.secrets));
    },
    watch(changed) {
      void follow({
        ...{ pull, patience, signal: stop.signal, known: () => etag },
        async accept(pulled) {
          await accept(pulled.token);
          etag = pulled.etag;
          changed();
        },
        onFailure(event, reason) {
          if (event !== 'waiting') report(reason);
        },
      });
      return () => stop.abort();
    },
  };
}
