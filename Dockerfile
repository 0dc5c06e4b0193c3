# The image of one server. It runs without any rights, writes to /data alone (docker run --read-only), and is ended by SIGTERM.
# docs/operations.md, "With containers", has the commands.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No script of a package is run: what has to be compiled for a machine comes compiled, for x64 and arm64.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY web web
RUN node scripts/build.mjs

FROM node:24-bookworm-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

FROM node:24-bookworm-slim
# Posters of videos, waveforms of sounds, first pages of PDF files. A much smaller image without: --build-arg MEDIA=
ARG MEDIA="ffmpeg poppler-utils"
RUN if [ -n "$MEDIA" ]; then \
      apt-get update && apt-get install -y --no-install-recommends $MEDIA && rm -rf /var/lib/apt/lists/*; \
    fi
WORKDIR /app
COPY --from=packages /packages/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json LICENSE ./
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
ENV NODE_ENV=production \
    PARLANCE_DATA=/data \
    PARLANCE_SERVER__HOST=0.0.0.0 \
    PARLANCE_LOG__FORMAT=json
EXPOSE 8080 6667 6697 12345
# It ends by itself: what carries out --timeout does not always end what it waited for, and a server that hangs would gather them.
HEALTHCHECK --interval=30s --timeout=5s --start-period=1m \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PARLANCE_HTTP__PORT ?? 8080) + '/healthz', { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["start"]
