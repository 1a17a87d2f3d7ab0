# Steward as a container: its own user, a read-only file system, one volume for the data.
# Two stages: the first builds the web app with everything, the second holds only what runs.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --no-optional \
 && npx -y pnpm@12.21.0 -C apps/web build \
 && rm -rf node_modules */node_modules apps/*/node_modules packages/*/node_modules \
 && npx -y pnpm@12.21.0 install --prod --frozen-lockfile --no-optional --filter '@steward/bff...' --filter '@steward/pve-simulator...'

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="Steward" org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    STEWARD_HOST=0.0.0.0 \
    STEWARD_PORT=8088 \
    STEWARD_DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /build /app
RUN mkdir -p /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8088
# Steward shows a certificate of its own here, which the check need not trust: it only asks whether the server serves.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "tools/health-check.mjs"]
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=256", "apps/bff/src/main.ts"]
