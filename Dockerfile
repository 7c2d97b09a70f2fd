# One image per service: docker build --build-arg SERVICE=gateway . (or subgraphs/identity,
# subgraphs/transport, …).
# It runs the same bundle as `npm start`, by plain node.

FROM node:22-slim AS build
ARG SERVICE
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.base.json tsconfig.json ./
COPY packages packages
COPY subgraphs subgraphs
COPY gateway gateway
# The other workspaces of the lock file, because npm ci requires all of them.
COPY test/package.json test/package.json
COPY examples/city-portal/package.json examples/city-portal/package.json
COPY tools/codegen/package.json tools/codegen/package.json
COPY tools/bundle tools/bundle
RUN npm ci
RUN npm run --silent bundle -- "$SERVICE"
# The gateway's image contains the supergraph and the Studio, so it starts without the subgraphs' sources.
RUN if [ "$SERVICE" = gateway ]; then \
      npm run --silent supergraph -- supergraph.graphql && npm run --silent build -w packages/studio; \
    fi
# Only what runs remains: this service's dependencies, no sources, and only the manifests of other subgraphs.
RUN npm ci --omit=dev --workspace="$SERVICE" \
 && find subgraphs -mindepth 2 -maxdepth 2 ! -path "$SERVICE/*" ! -name manifest.json -exec rm -rf {} + \
 && rm -rf test tools examples gateway/src packages/*/src subgraphs/*/src packages/studio/web \
 && if [ "$SERVICE" != gateway ]; then rm -rf gateway; fi \
 && ln -s "bundle/$(basename "$SERVICE").js" service.js

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app .
RUN install -d -o node -g node /data /checkpoints
VOLUME /data
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`, { redirect: 'error' }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "service.js"]
