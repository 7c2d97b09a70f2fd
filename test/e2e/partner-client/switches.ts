import { requestToken } from '@civic-graph/launcher';
import { city } from '../one-city/city.ts';

const off = `mutation ($input: SwitchOffInput!) {
  switchOff(input: $input) { __typename ... on SwitchedOff { switch { id } } } }`;
const on = 'mutation ($input: SwitchOnInput!) { switchOn(input: $input) { __typename } }';

/** Switches a field off during `work`, as an official of its agency. */
export async function whileOff(
  {
    coordinate,
    notice,
    official,
  }: { readonly coordinate: string; readonly notice: string; readonly official: string },
  work: () => Promise<void>,
): Promise<void> {
  const token = await requestToken(city.issuerUrl, { persona: official });
  const { data } = await city.query(token, off, { input: { coordinate, notice } });
  const { id } = (data as { switchOff: { switch: { id: string } } }).switchOff.switch;
  try {
    await work();
  } finally {
    await city.query(token, on, { input: { switch: id } });
  }
}
