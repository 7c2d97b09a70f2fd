import type { Principal } from '@civic-graph/policy';
import { federationHeader, personas, withPublicClass } from '@civic-graph/testing';

/** Content that an agency sends to publish a subgraph. */
export interface SampleRelease {
  readonly schema: string;
  readonly manifest: string;
  readonly policyCases: string | null;
}

/** A subgraph of its own agency, with public fields by default. */
export function sampleAgency(
  subgraph: string,
  { fields = `${subgraph}: Int`, agency = subgraph, policyCases = null as string | null } = {},
): SampleRelease {
  const header = federationHeader('@requiresScopes', '@policy');
  return {
    schema: withPublicClass(`${header} type Query { ${fields} }`),
    manifest: JSON.stringify({
      formatVersion: 1,
      subgraph,
      agency: {
        id: agency,
        name: { zh: '局', en: `Bureau of ${agency}` },
        kind: 'OTHER',
        homepage: 'https://agency.city.example/',
        phone: '+8657112000099',
      },
      contacts: [{ about: 'engineering', email: 'graph@agency.city.example' }],
      endpoint: `http://${subgraph}.invalid/graphql`,
      signing: { algorithm: 'hmac-sha256' },
      scopes: [
        {
          id: `${subgraph}:own`,
          dataClass: 'C2',
          title: { zh: '数据', en: 'Data' },
          content: { zh: '数据', en: 'Data' },
        },
      ],
    }),
    policyCases,
  };
}

/** The same with a personal field and its policy cases. */
export function personalAgency(subgraph: string, agency = subgraph): SampleRelease {
  return sampleAgency(subgraph, {
    agency,
    fields: `${subgraph}: Int
      ${subgraph}Mine: Int @requiresScopes(scopes: [["${subgraph}:own"]]) @policy(policies: [["consent:${subgraph}:own"]])
        @dataClass(class: C2)`,
    policyCases: `query CitizenReads { ${subgraph}Mine @readableBy(only: ["lin", "lin-low-assurance"]) }`,
  });
}

export function operatorOf(agency: string, subject = `operator-${agency}`): Principal {
  return { ...personas['operator-identity'], agency, subject, roles: [] };
}
