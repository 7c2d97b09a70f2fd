# One image per service: docker build --build-arg SERVICE=gateway . (or subgraphs/identity,
# subgraphs/transport, …). It runs the same bundle as `npm start`, by plain node, and contains the operator's
# command `civic`, but no sources, no compiler and no package manager.
# By digest, because a tag names another image tomorrow. Renew it with each release.
ARG BASE=node:22-slim@sha256:83f487e0a63425e5b4d146fb5e5be574bcbe1b7b843d3ebafdd95eaf7767a7e5

# Only the manifests of the workspaces, so that a changed source does not repeat the installation.
FROM ${BASE} AS manifests
WORKDIR /source
COPY . .
RUN find . -name package.json -not -path '*/node_modules/*' -exec install -D {} /manifests/{} \; \
 && cp package-lock.json .npmrc /manifests/

# Shared by the images of all services.
FROM ${BASE} AS installed
WORKDIR /app
COPY --from=manifests /manifests ./
RUN npm ci
COPY tsconfig.base.json tsconfig.json LICENSE ./
COPY packages packages
COPY subgraphs subgraphs
COPY gateway gateway
COPY tools tools

FROM installed AS build
ARG SERVICE
# The gateway's image contains the supergraph and the console, so it starts without the subgraphs' sources.
RUN if [ "$SERVICE" = gateway ]; then \
      npm run --silent supergraph -- supergraph.graphql && npm run --silent build -w packages/studio; \
    fi \
 && npm run --silent image-files -- "$SERVICE" /out

FROM ${BASE}
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="civic-graph/${SERVICE}" \
      org.opencontainers.image.description="One GraphQL schema to all public services of a city" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
RUN install -d -o node -g node /data /checkpoints /marks \
 && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg \
 && ln -s /app/civic /usr/local/bin/civic
COPY --from=build /out .
VOLUME /data
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`, { redirect: 'error' }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "service.js"]
