import { agencyKinds } from '@civic-graph/agencies';
import { z } from 'zod';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^\P{C}*$/u, 'must be one line without invisible characters');
const named = (most: number) => z.strictObject({ zh: line(most), en: line(most) });
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'must be 2 to 40 lower-case letters, digits and hyphens');
const scope = z.string().regex(/^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/, 'must be <subgraph>:<name>, lower case');
const person = { id, name: named(60) };

/** What an empty deployment needs before anybody can sign in, and what the operator later adds. */
export const bootstrapFile = z
  .strictObject({
    formatVersion: z.literal(1, 'must be 1'),
    admins: z
      .array(z.strictObject(person))
      .default([])
      .describe('Administrators of the platform; name at least two.'),
    agencies: z
      .array(
        z.strictObject({
          ...{ id, name: named(60) },
          kind: z.enum(agencyKinds),
          homepage: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
          phone: z.string().regex(/^\+[1-9]\d{4,14}$/, 'must be an E.164 number, such as +8657112000002'),
        }),
      )
      .default([])
      .describe('Agencies; one with a manifest takes its description from there.'),
    officials: z
      .array(
        z.strictObject({
          ...{ ...person, agency: id },
          roles: z
            .array(id.refine((role) => !role.startsWith('platform-'), 'must not be a role of the platform'))
            .default([]),
          scopes: z.array(scope).default([]),
        }),
      )
      .default([])
      .describe('Officials of agencies, with the roles and scopes that rules of subgraphs name.'),
    developers: z.array(z.strictObject(person)).default([]).describe('Developers of partner apps.'),
    purposes: z
      .array(
        z.strictObject({
          id,
          title: named(100),
          lawfulBasis: z.enum(['consent', 'statutory-duty']),
        }),
      )
      .default([])
      .describe('Purposes for which apps may ask for data.'),
    payeeUnits: z
      .array(
        z.strictObject({
          agency: id,
          number: z.string().regex(/^\d{3}$/, 'must be three digits, in quotes'),
          name: named(60),
          refundLimitMinor: z
            .int()
            .min(0)
            .optional()
            .describe('Amount in minor units above which a second official has to approve a refund.'),
        }),
      )
      .default([])
      .describe('Agencies that collect money, with their number in the notice code.'),
    revenueCodes: z
      .array(
        z.strictObject({
          code: z.string().regex(/^\d{3,12}$/, 'must be 3 to 12 digits, in quotes'),
          name: named(100),
          parent: z
            .string()
            .optional()
            .describe('The parent code, with which this one begins; top-level codes have none.'),
        }),
      )
      .default([])
      .describe('Catalogue of revenue codes.'),
  })
  .superRefine((file, context) => {
    const { admins, officials, developers, agencies, purposes, payeeUnits, revenueCodes } = file;
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const unique: [list: keyof typeof file, member: string, values: string[]][] = [
      ['agencies', 'id', agencies.map(({ id }) => id)],
      ['purposes', 'id', purposes.map(({ id }) => id)],
      ['payeeUnits', 'agency', payeeUnits.map(({ agency }) => agency)],
      ['payeeUnits', 'number', payeeUnits.map(({ number }) => number)],
      ['revenueCodes', 'code', revenueCodes.map(({ code }) => code)],
    ];
    for (const [list, member, values] of unique) {
      for (const [position, value] of values.entries()) {
        if (values.indexOf(value) < position)
          refuse([list, position], `the ${member} ${value} is used twice`);
      }
    }
    const accounts = new Set<string>();
    for (const [list, people] of Object.entries({ admins, officials, developers })) {
      for (const [position, { id }] of people.entries()) {
        if (accounts.has(id)) refuse([list, position, 'id'], `the account ${id} is used twice`);
        accounts.add(id);
      }
    }
    for (const [position, { code, parent }] of revenueCodes.entries()) {
      if (parent !== undefined && (!code.startsWith(parent) || code === parent))
        refuse(['revenueCodes', position, 'parent'], `${code} must begin with its parent`);
    }
  });

export type BootstrapFile = z.infer<typeof bootstrapFile>;

/** JSON Schema (draft 2020-12) of the file, for editors. */
export function bootstrapSchema(): unknown {
  return z.toJSONSchema(bootstrapFile, { io: 'input' });
}
