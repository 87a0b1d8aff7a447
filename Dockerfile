# One image for API and worker. Base: Node to install with; the Node that runs is the one package.json pins.
FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends qpdf ca-certificates postgresql-common \
 && rm -rf /var/lib/apt/lists/*
# pg_dump and pg_restore of the server's version (docker-compose.yml), for `node server/backup.ts`: Debian 12 itself has 15. The key comes with Debian's postgresql-common.
RUN echo 'deb [signed-by=/usr/share/postgresql-common/pgdg/apt.postgresql.org.asc] https://apt.postgresql.org/pub/repos/apt bookworm-pgdg main' > /etc/apt/sources.list.d/pgdg.list \
 && apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client-18 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY tsconfig.json vite.config.ts ./
COPY server server
COPY admin-ui admin-ui
COPY migrations migrations
COPY seeds seeds
ENV PATH=/usr/lib/postgresql/18/bin:/app/node_modules/.bin:$PATH
RUN npm run build && install -d -o node -g node -m 0750 /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LOKET_DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"
# As much memory as `npm start` gives itself (docs/runbook.md).
CMD ["node", "--max-old-space-size=1024", "--max-semi-space-size=16", "server/api.ts"]
