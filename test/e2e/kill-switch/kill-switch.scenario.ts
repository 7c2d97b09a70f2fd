import { eventually } from '@civic-graph/testing';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Answer } from '../deployment.ts';
import { expectPromisedTime } from '../promised-time.ts';
import { two } from '../two-gateways/two-gateways.ts';

let operator: string;
beforeAll(async () => {
  operator = await two.token('operator-transport');
});
/** Switches in force that the test itself has not ended. */
const inForce = new Set<string>();
afterEach(async () => {
  const admin = await two.token('admin');
  const seenBy = (expected: (ids: string[]) => void) =>
    untilBoth(admin, '{ switches { id } }', ({ data }) =>
      expected((data as { switches: { id: string }[] }).switches.map(({ id }) => id)),
    );
  // Ends none before both gateways know it, because it could arrive later.
  await seenBy((ids) => expect(ids).toEqual(expect.arrayContaining([...inForce])));
  for (const id of inForce) expect(await switchOn(id, admin)).toBe('SwitchedOn');
  // Waits until both gateways have no switch, for the next test.
  await seenBy((ids) => expect(ids).toEqual([]));
});

const notice = 'Passes are being recounted until noon.';

async function switchOff(input: object, token = operator): Promise<string> {
  const { data, errors } = await two.askFirst(
    token,
    `mutation ($input: SwitchOffInput!) {
      switchOff(input: $input) { __typename ... on SwitchedOff { switch { id fields } } }
    }`,
    { input: { notice, ...input } },
  );
  expect(errors).toBeUndefined();
  const { switchOff: outcome } = data as {
    switchOff: { __typename: string; switch?: { id: string; fields: string[] } };
  };
  if (outcome.switch === undefined) return outcome.__typename;
  inForce.add(outcome.switch.id);
  return outcome.switch.id;
}

async function switchOn(id: string, token = operator): Promise<string> {
  const mutation = 'mutation ($input: SwitchOnInput!) { switchOn(input: $input) { __typename } }';
  const { data } = await two.askFirst(token, mutation, { input: { switch: id } });
  const outcome = (data as { switchOn: { __typename: string } }).switchOn.__typename;
  if (outcome === 'SwitchedOn') inForce.delete(id);
  return outcome;
}

/** Milliseconds until both gateways answer as expected. */
async function untilBoth(
  token: string | null,
  query: string,
  expected: (answer: Answer) => void,
): Promise<number> {
  const start = performance.now();
  const look = async () => (await two.askBoth(token, query)).forEach(expected);
  await eventually(look);
  return performance.now() - start;
}

const refused = (coordinate: string) => (answer: Answer) =>
  expect(
    answer.errors?.map(({ extensions }) => [extensions.code, extensions.coordinate, extensions.notice]),
  ).toEqual([['SWITCHED_OFF', coordinate, notice]]);
const whole = (answer: Answer) => expect(answer.errors).toBeUndefined();

it('an agency switches a field off and on again, on both gateways, even for prepared operations', async () => {
  const lin = await two.token('lin');
  const query = '{ me { ageOver(years: 18) transitPasses { kind } } }';
  for (const _ of [1, 2]) (await two.askBoth(lin, query)).forEach(whole);

  const id = await switchOff({ coordinate: 'Citizen.transitPasses' });
  expectPromisedTime(await untilBoth(lin, query, refused('Citizen.transitPasses')));
  const before = await two.city.counters('transport');
  for (const { data } of await two.askBoth(lin, query)) {
    expect(data).toEqual({ me: { ageOver: true, transitPasses: null } });
  }
  expect(await two.city.counters('transport')).toEqual(before);

  expect(await switchOn(id)).toBe('SwitchedOn');
  expectPromisedTime(await untilBoth(lin, query, whole));
});

it('a type is off with every field that leads to it, and cached answers of it are not served', async () => {
  const query = '{ agency(id: "transport") { name routes(first: 1) { nodes { shortName } } } }';
  for (const _ of [1, 2, 3]) (await two.askBoth(null, query)).forEach(whole);
  await switchOff({ coordinate: 'RouteConnection' });
  expectPromisedTime(await untilBoth(null, query, refused('Agency.routes')));
  const [answer] = await two.askBoth(null, query);
  expect(answer?.data).toMatchObject({ agency: { name: expect.any(String), routes: null } });
});

it('a field that is off for one app is off only for that app', async () => {
  const query = '{ me { transitPasses { kind } } }';
  const [weibo, wechat] = await Promise.all([two.token('lin', 'weibo-city'), two.token('lin')]);
  await switchOff({ coordinate: 'Citizen.transitPasses', app: 'weibo-city' });
  expectPromisedTime(await untilBoth(weibo, query, refused('Citizen.transitPasses')));
  (await two.askBoth(wechat, query)).forEach(whole);

  // The agency blocks the whole app.
  await switchOff({ app: 'weibo-city' });
  expectPromisedTime(await untilBoth(weibo, '{ feed { __typename } }', refused('Query.feed')));
  (await two.askBoth(weibo, '{ me { ageOver(years: 18) } }')).forEach(whole);
});

it('everybody sees switches, with names from the directory; only those concerned see switches of one app', async () => {
  await switchOff({ coordinate: 'Query.planJourney' });
  await switchOff({ coordinate: 'Query.stops', app: 'weibo-city' });
  const query =
    '{ switches { coordinate notice fields app { name(language: EN) } agency { name(language: EN) } } }';
  const everybodys = {
    coordinate: 'Query.planJourney',
    notice,
    fields: ['Query.planJourney'],
    app: null,
    agency: { name: 'Transport Bureau' },
  };
  const weibos = {
    coordinate: 'Query.stops',
    notice,
    fields: ['Query.stops'],
    app: { name: 'Weibo City' },
    agency: { name: 'Transport Bureau' },
  };
  const seenBy = async (token: string | null, switches: object[]) =>
    untilBoth(token, query, ({ data }) => expect(data).toEqual({ switches }));
  await seenBy(null, [everybodys]);
  await seenBy(await two.token('lin'), [everybodys]);
  await seenBy(await two.token('lin', 'weibo-city'), [weibos, everybodys]);
  await seenBy(operator, [weibos, everybodys]);
});

it.each([
  ['Citizen.notices', 'CoordinateNotOwned'],
  ['Citizen.uin', 'CoordinateNotOwned'],
  ['PageInfo', 'CoordinateNotOwned'],
  ['Mutation.switchOn', 'CoordinateNotOwned'],
  ['Citizen.nothing', 'CoordinateUnknown'],
])('an official of the transport bureau cannot switch off %s', async (coordinate, problem) => {
  expect(await switchOff({ coordinate })).toBe(problem);
});

it('an agency cannot end the switch of another', async () => {
  const id = await switchOff({ coordinate: 'Query.planJourney' });
  expect(await switchOn(id, await two.token('operator-payments'))).toBe('SwitchNotInForce');
});

it('the admin switches a key off, and nothing can be found by it any more', async () => {
  const query = '{ me { ageOver(years: 18) transitPasses { kind } } }';
  const lin = await two.token('lin');
  await switchOff({ coordinate: 'Citizen.uin' }, await two.token('admin'));
  await untilBoth(lin, query, ({ data, errors }) => {
    expect(data).toEqual({ me: { ageOver: null, transitPasses: null } });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SWITCHED_OFF', 'SWITCHED_OFF']);
  });
});
