import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../catalogue.ts';
import { negotiate, type Offer } from '../request/media-type.ts';
import { noResults } from '../sdmx-error.ts';
import { csvwMetadata } from './csvw.ts';
import { dcatCatalogue, prefixes } from './dcat.ts';
import { turtle } from './turtle.ts';

const offers: readonly Offer<'json-ld' | 'turtle'>[] = [
  { format: 'json-ld', type: 'application/ld+json', aliases: ['application/json', 'jsonld'] },
  { format: 'turtle', type: 'text/turtle', aliases: ['ttl'] },
];

/** The catalogue by DCAT-AP 3, and the metadata of CSV downloads. Public, like everything here. */
export function catalogueRoutes(app: FastifyInstance, catalogue: Catalogue): void {
  const answers = {
    'json-ld': () => JSON.stringify({ '@context': prefixes, '@graph': dcatCatalogue(catalogue) }),
    turtle: () => turtle(dcatCatalogue(catalogue)),
  };
  const headers = { 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' };
  app.get<{ Querystring: { format?: string } }>('/catalogue', async (request, reply) => {
    const { format, contentType } = negotiate(request.headers.accept, request.query.format, offers);
    return reply
      .headers({ ...headers, vary: 'accept' })
      .type(contentType)
      .send(answers[format]());
  });
  app.get('/catalogue.jsonld', async (_request, reply) =>
    reply.headers(headers).type('application/ld+json').send(answers['json-ld']()),
  );
  app.get('/catalogue.ttl', async (_request, reply) =>
    reply.headers(headers).type('text/turtle').send(answers.turtle()),
  );
  app.get<{ Params: { id: string } }>('/catalogue/:id/csv-metadata.json', async (request, reply) => {
    const dataSet = catalogue.dataSet(request.params.id);
    if (dataSet === undefined) throw noResults('there is no such data set; /catalogue lists them');
    return reply
      .headers(headers)
      .type('application/csvm+json')
      .send(JSON.stringify(csvwMetadata(dataSet)));
  });
}
