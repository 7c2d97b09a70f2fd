// Whole identical requests in flight are executed once: off by default.
export const gatewayConfig = { inboundInflightRequestDeduplication: true };
