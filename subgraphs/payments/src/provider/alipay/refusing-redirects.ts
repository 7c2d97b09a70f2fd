import { Agent, type Dispatcher } from 'undici';
import { ProviderUnavailable } from '../provider.ts';

/** Rejects redirects: the library would send a signed order to any redirect target. */
export function refusingRedirects(): Dispatcher {
  return new Agent().compose((dispatch) => (options, handler) => {
    const watching: Dispatcher.DispatchHandler = {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart(controller, status, ...head) {
        if (status < 300 || status >= 400) return handler.onResponseStart?.(controller, status, ...head);
        controller.abort(
          new ProviderUnavailable(
            `a redirect (${status}), which is not followed; set ALIPAY_GATEWAY to its target`,
          ),
        );
      },
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    };
    return dispatch(options, watching);
  });
}
