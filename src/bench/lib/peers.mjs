// The programs that do the same two jobs as the service: make a URL that connects a workspace, and end the
// journey that it starts.
import { access } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const folder = fileURLToPath(new URL('../peers', import.meta.url));

function jar(name, file) {
  return (java) => [...java, '-jar', path.join(folder, name, 'target', file)];
}

function classes(name, main) {
  const target = path.join(folder, name, 'target');
  return (java) => [...java, '-cp', `${path.join(target, 'classes')}:${path.join(target, 'lib', '*')}`, main];
}

export const peers = {
  vertx: { title: 'bare Vert.x', command: classes('vertx', 'peer.BareVertx'), install: '/install', callback: '/callback' },
  quarkus: { title: 'Quarkus skeleton', command: jar('quarkus', 'quarkus-app/quarkus-run.jar'), install: '/install', callback: '/callback' },
  'slack-oauth': {
    title: '@slack/oauth',
    command: () => ['node', path.join(folder, 'slack-oauth', 'server.js')],
    install: '/install',
    callback: '/callback',
  },
  bolt: {
    title: 'bolt (Jetty)',
    command: classes('bolt', 'peer.Bolt'),
    install: '/slack/events/slack/install',
    callback: '/slack/events/slack/callback',
  },
  spring: {
    title: 'Spring WebFlux',
    command: jar('spring', 'spring-1.jar'),
    install: '/oauth2/authorization/slack',
    callback: '/callback/slack',
  },
};

/** Builds the peers that are not built yet. */
export async function build() {
  const built = ['quarkus/target/quarkus-app/quarkus-run.jar', 'spring/target/spring-1.jar', 'vertx/target/lib', 'bolt/target/lib'];
  if (!(await all(built))) await run(['mvn', '--batch-mode', '-q', '-f', path.join(folder, 'pom.xml'), 'package']);
  if (!(await all(['slack-oauth/node_modules/@slack/oauth']))) {
    await run(['npm', 'install', '--no-audit', '--no-fund', '--silent'], { cwd: path.join(folder, 'slack-oauth') });
  }
}

async function all(files) {
  const found = await Promise.all(files.map((file) => access(path.join(folder, file)).then(() => true, () => false)));
  return found.every(Boolean);
}

/** How a peer is started and what is asked of it. */
export function subject(name, java, port, redis, slack) {
  const peer = peers[name];
  return {
    title: peer.title,
    base: `http://127.0.0.1:${port}`,
    command: peer.command(java),
    env: { PORT: String(port), REDIS: redis, SLACK: slack },
    tasks: {
      url: { path: peer.install },
      journey: { path: peer.install, callback: peer.callback },
    },
    first: { path: peer.install },
    prepare: async () => {},
  };
}
