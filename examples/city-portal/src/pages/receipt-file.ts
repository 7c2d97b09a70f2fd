import { PaymentDocument, ReceiptDocumentsDocument } from '../civic/graphql.ts';
import { graphLanguage } from '../texts/language.ts';
import type { Answer } from '../visit/answer.ts';
import type { Visit } from '../visit/visit.ts';
import { messagePage } from './message-page.ts';

/** The receipt as a document to print or keep. */
export async function receiptPdf(visit: Visit): Promise<Answer> {
  const { id = '', number = '' } = visit.params;
  const { data } = await visit.session.query(ReceiptDocumentsDocument, { id });
  const receipt = data?.payment?.receipts.find((each) => each.number === number);
  if (receipt?.pdf == null) return noDocument(visit);
  const content = new Uint8Array(Buffer.from(receipt.pdf, 'base64'));
  return { kind: 'file', name: `${fileName(number)}.pdf`, type: 'application/pdf', content };
}

/** The record that the treasury and the agency signed; `npx civic receipt verify` reads it. */
export async function receiptRecord(visit: Visit): Promise<Answer> {
  const { id = '', number = '' } = visit.params;
  const variables = { id, language: graphLanguage[visit.language] };
  const { data } = await visit.session.query(PaymentDocument, variables);
  const receipt = data?.payment?.receipts.find((each) => each.number === number);
  if (receipt === undefined) return noDocument(visit);
  const { signed: content } = receipt;
  return { kind: 'file', name: `${fileName(number)}.json`, type: 'application/json', content };
}

/** A number that an agency chose must not end the header. */
function fileName(number: string): string {
  return number.replace(/[^\w-]/g, '');
}

function noDocument(visit: Visit): Answer {
  const { receipt, problems } = visit.texts;
  return messagePage(visit, { title: problems.notFoundTitle, text: receipt.noDocument, status: 404 });
}
