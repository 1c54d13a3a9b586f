// Slack's own library for Node, with states and installations in Redis.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { InstallProvider, InvalidStateError, LogLevel } from '@slack/oauth';
import { Redis } from 'ioredis';

const { PORT, REDIS, SLACK } = process.env;
const redis = new Redis(REDIS);
const installOptions = { scopes: ['chat:write'], redirectUri: `http://localhost:${PORT}/callback` };

const stateStore = {
  async generateStateParam(options) {
    const state = randomBytes(32).toString('base64url');
    await redis.setex(`state:${state}`, 300, JSON.stringify(options));
    return state;
  },
  async verifyStateParam(now, state) {
    const kept = await redis.getdel(`state:${state}`);
    if (!kept) throw new InvalidStateError('unknown state');
    return JSON.parse(kept);
  },
};

const installationStore = {
  async storeInstallation(installation) {
    await redis.set(`installation:${installation.team.id}`, JSON.stringify(installation));
  },
  async fetchInstallation(query) {
    return JSON.parse(await redis.get(`installation:${query.teamId}`));
  },
  async deleteInstallation(query) {
    await redis.del(`installation:${query.teamId}`);
  },
};

const installer = new InstallProvider({
  clientId: '1.2',
  clientSecret: 'secret',
  stateStore,
  installationStore,
  installUrlOptions: installOptions,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: `${SLACK}/api/`, maxRequestConcurrency: 10_000 },
});

http
  .createServer((request, response) => {
    if (request.url === '/install') return installer.handleInstallPath(request, response, {}, installOptions);
    if (request.url.startsWith('/callback')) return installer.handleCallback(request, response);
    return response.writeHead(404).end();
  })
  .listen(PORT);
