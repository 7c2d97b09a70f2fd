import { useParams } from 'react-router';

/** Client id of the app that the page is about. */
export function useClientId(): string {
  return useParams().clientId ?? '';
}
