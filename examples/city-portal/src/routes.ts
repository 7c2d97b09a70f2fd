import { boardPart, departuresPage, keepStop, nearbyPage, stopPage } from './pages/departures.ts';
import { districtPage, districtsPage, figuresPage, registeredDistrictPage } from './pages/district.ts';
import { homePage } from './pages/home.ts';
import { noticePage } from './pages/notice.ts';
import { noticesPage } from './pages/notices.ts';
import { paid, pay } from './pages/pay.ts';
import { paymentPage } from './pages/payment.ts';
import { paymentEvents } from './pages/payment-events.ts';
import { receiptPdf, receiptRecord } from './pages/receipt-file.ts';
import { allow, signedOut, signIn, signOut } from './pages/sign-in.ts';
import type { Handler } from './visit/visit.ts';

/** Pages by their path below the language. */
export const pages: Readonly<Record<string, Handler>> = {
  '': homePage,
  '/sign-in': signIn,
  '/allow': allow,
  '/signed-out': signedOut,
  '/notices': noticesPage,
  '/notices/:code': noticePage,
  '/paid/:reference': paid,
  '/payments/:id': paymentPage,
  '/payments/:id/events': paymentEvents,
  '/payments/:id/receipts/:number/receipt.pdf': receiptPdf,
  '/payments/:id/receipts/:number/receipt.json': receiptRecord,
  '/departures': departuresPage,
  '/departures/:id': stopPage,
  '/departures/:id/board': boardPart,
  '/district': districtPage,
  '/district/registered': registeredDistrictPage,
  '/districts': districtsPage,
  '/districts/:code': figuresPage,
};

/** Forms by their path below the language. */
export const forms: Readonly<Record<string, Handler>> = {
  '/sign-out': signOut,
  '/notices/:code/pay': pay,
  '/departures/nearby': nearbyPage,
  '/departures/:id/keep': keepStop,
};
