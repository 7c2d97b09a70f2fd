import { randomBytes, randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { createDatabase, type Database, type Subgraph } from '@civic-graph/subgraph-kit';
import {
  personas,
  startTestDatabase,
  type TestDatabase,
  testSecrets,
  urlOfService,
} from '@civic-graph/testing';
import { createAddressees } from '@civic-graph/tokens';
import type { PaymentsConfig } from './config.ts';
import type { PaymentProvider, ProviderName } from './provider/provider.ts';
import { signNotification, type TestEventType } from './provider/test/notification.ts';
import { createPaymentsSubgraph } from './subgraph.ts';
import type { PaymentsTables } from './tables.ts';

/** What the members of InitiatePaymentResult have in the query below. */
interface Initiated {
  readonly __typename: string;
  readonly paymentId: string;
  readonly payUrl: string;
  readonly payment: { readonly id: string } | null;
}

export interface TestPayments {
  readonly subgraph: Subgraph;
  /** The service's pool, with no more rights than it has in production. */
  readonly db: Database<PaymentsTables>;
  /** With all rights, for what a test prepares or damages. */
  readonly owner: Database<PaymentsTables>;
  readonly config: PaymentsConfig;
  readonly providers: Map<ProviderName, PaymentProvider>;
  /** Moves the service's clock forward. */
  advance(milliseconds: number): void;
  /** Executes an operation and fails where it has errors. */
  ask<Data>(principal: Principal, query: string, variables?: object): Promise<Data>;
  /** Issues a notice of the finance bureau to a citizen, or to nobody, and returns its code. */
  issue(amountMinor?: string, citizenKey?: string | null, more?: object): Promise<string>;
  /** The same for another agency, to Lin. */
  issueFor(agency: string, amountMinor: string, more?: object): Promise<string>;
  /** An agency's handle of a citizen. */
  handle(citizenKey: string, agency?: string): string;
  initiate(principal: Principal, noticeCode: string, key?: string, more?: object): Promise<Initiated>;
  /** A notification as the provider would sign it. */
  notification(paymentId: string, type: TestEventType, change?: Partial<Delivery>): Delivery;
  deliver(delivery: Delivery): Promise<{ status: number; code: string | undefined }>;
  stop(): Promise<void>;
}

interface Delivery {
  readonly id: string;
  readonly amountMinor: string;
  readonly at: Date;
  /** What is really sent, where it differs from what was signed. */
  readonly body: string;
  readonly headers: Record<string, string>;
}

const issueMutation = `mutation ($input: IssueNoticeInput!) {
  issueNotice(input: $input) { __typename ... on NoticeIssued { notice { code } } }
}`;
export const initiateMutation = `mutation ($input: InitiatePaymentInput!) {
  initiatePayment(input: $input) {
    __typename
    ... on PaymentInitiated { paymentId payUrl payment { id state } }
    ... on PaymentProblem { message }
    ... on PaymentInProgress { payment { id payUrl } }
    ... on NoticeNotFound { code }
    ... on NoticeCodeMistyped { code }
  }
}`;

async function configFor(databaseOwnerUrl: string): Promise<PaymentsConfig> {
  return {
    databaseUrl: await urlOfService(databaseOwnerUrl),
    databaseOwnerUrl,
    deployment: 'demo',
    subgraphSecret: testSecrets.subgraph,
    addresseeSecret: testSecrets.addressee,
    publicUrl: 'http://payments.test',
    providers: { test: true, alipay: null, wechatPay: null },
    receiptKeys: null,
    inquiry: { firstMilliseconds: 30_000 },
    webhooks: { key: testSecrets.subgraph, rules: { allowLoopback: true } },
    workers: false,
    logLevel: 'silent',
  };
}

/** The tables, the keys and the demo data, as the service leaves them: two seconds of a core. */
async function fill(url: string): Promise<void> {
  const subgraph = await createPaymentsSubgraph(await configFor(url));
  await subgraph.close();
}

/** The whole service on a throw-away database, with the demo data, without a port. */
export async function startTestPayments(): Promise<TestPayments> {
  return startPaymentsOn(await startTestDatabase(fill));
}

/** The same on a database that somebody has made, which is stopped with it. */
export async function startPaymentsOn(server: TestDatabase): Promise<TestPayments> {
  const secret = randomBytes(32).toString('base64');
  const config = await configFor(server.url);
  const providers = new Map<ProviderName, PaymentProvider>();
  let ahead = 0;
  const db = createDatabase<PaymentsTables>(config.databaseUrl);
  const owner = createDatabase<PaymentsTables>(server.url);
  const subgraph: Subgraph = await createPaymentsSubgraph(config, {
    database: db,
    testProviderSecret: secret,
    provider: (provider) => {
      providers.set(provider.name, provider);
      return provider;
    },
    clock: () => new Date(Date.now() + ahead),
    fetch: async (url, init) => {
      const { statusCode, body } = await subgraph.inject({
        method: 'POST',
        url: new URL(String(url)).pathname,
        headers: init?.headers as Record<string, string>,
        body: String(init?.body),
      });
      return new Response(body, { status: statusCode });
    },
  });

  const addressees = createAddressees(testSecrets.addressee);
  const handle = (citizenKey: string, agency = 'finance') => addressees.handleOf(citizenKey, agency);
  const ask = async <Data>(principal: Principal, query: string, variables: object = {}): Promise<Data> => {
    const { data, errors } = await subgraph.executeAs(principal, { query, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  };
  const issueFor = async (agency: string, amountMinor: string, more: object = {}): Promise<string> => {
    const input = {
      regionCode: '330102',
      addressee: handle(personas.lin.citizenKey, agency),
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor }],
      dueDate: '2099-12-31',
      idempotencyKey: randomUUID(),
      ...more,
    };
    const clerk = { ...personas['operator-payments'], agency };
    const data = await ask<{ issueNotice: { notice: { code: string } } }>(clerk, issueMutation, { input });
    return data.issueNotice.notice.code;
  };
  return {
    subgraph,
    db,
    owner,
    config,
    providers,
    ask,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    issue: (amountMinor = '10000', citizenKey: string | null = personas.lin.citizenKey, more = {}) =>
      issueFor('finance', amountMinor, {
        addressee: citizenKey === null ? null : handle(citizenKey),
        ...more,
      }),
    issueFor,
    handle,
    async initiate(principal, noticeCode, key = randomUUID(), more = {}) {
      const input = { noticeCode, provider: 'TEST', idempotencyKey: key, ...more };
      const data = await ask<{ initiatePayment: Initiated }>(principal, initiateMutation, { input });
      return data.initiatePayment;
    },
    notification(reference, type, change = {}) {
      const { id = randomUUID(), amountMinor = '10000', at = new Date() } = change;
      const content = { type, data: { reference, amountMinor, currency: 'CNY' } };
      return { id, amountMinor, at, ...signNotification(secret, id, content, at), ...change };
    },
    async deliver({ headers, body }) {
      const url = '/provider/test/notifications';
      const response = await subgraph.inject({ method: 'POST', url, headers, body });
      return { status: response.statusCode, code: response.json().errors?.[0]?.extensions.code };
    },
    async stop() {
      await subgraph.close();
      await owner.destroy();
      await server.stop();
    },
  };
}
