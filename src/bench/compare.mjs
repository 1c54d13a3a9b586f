// Measures the service beside programs that do the same two jobs, on this machine, in one run.
//
//   node src/bench/compare.mjs [quick|full] [--only names] [--tasks names] [--connections 8,32,256]
//                              [--growth 1000,100000] [--java program] [--jvm options] [--native program]
//                              [--hold command]
//
// Builds what is missing, starts each program alone with a Redis of its own and a stand-in for Slack, and
// writes target/bench/results.json, results.md and plots. What `--only` leaves out keeps its former figures.
// src/bench/README.md says what the figures mean.
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, warmUp } from './lib/load.mjs';
import * as peers from './lib/peers.mjs';
import { freePort, holding, Program, stopAll } from './lib/processes.mjs';
import { RedisServer } from './lib/redis.mjs';
import { report } from './lib/report.mjs';
import * as service from './lib/service.mjs';

const MODES = {
  quick: { connections: [32], seconds: 3, warmUp: { least: 4, most: 40 }, starts: 1, records: [1_000, 10_000] },
  full: { connections: [8, 32, 256], seconds: 8, warmUp: { least: 8, most: 90 }, starts: 3, records: [1_000, 100_000, 1_000_000] },
};
// The same for every JVM.
const JVM_OPTIONS = ['-XX:+UseSerialGC', '-Xmx256m'];
const IDLE_MILLIS = 5_000;
const RECORDS = 1_000;
const GROWTH_TASKS = ['url', 'page', 'page by subscriber', 'token', 'create'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    tasks: { type: 'string' },
    connections: { type: 'string' },
    growth: { type: 'string' },
    java: { type: 'string' },
    native: { type: 'string' },
    hold: { type: 'string' },
    jvm: { type: 'string' },
  },
});
const mode = MODES[positionals[0] ?? 'quick'];
const list = (text) => text?.split(',').map((item) => item.trim());
const out = fileURLToPath(new URL('../../target/bench', import.meta.url));
const resultsFile = path.join(out, 'results.json');
const exists = (file) => access(file).then(() => true, () => false);
const connections = list(options.connections)?.map(Number) ?? mode.connections;
const java = [options.java ?? (process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java'), ...JVM_OPTIONS, ...(options.jvm?.split(' ') ?? [])];

function say(text) {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}

async function nativeProgram() {
  if (options.native) return options.native;
  const target = fileURLToPath(new URL('../../target', import.meta.url));
  const found = (await readdir(target)).find((name) => name.endsWith('-runner'));
  return found && path.join(target, found);
}

/** The program under test, with Redis and Slack: started, handed to the work, and stopped. */
async function during(make, work, records) {
  const redis = await RedisServer.start(out, records);
  const slackPort = await freePort();
  const slack = Program.start(['node', fileURLToPath(new URL('slack.mjs', import.meta.url))], {
    env: { PORT: String(slackPort) }, log: path.join(out, 'slack.log'),
  });
  const slackUrl = `http://127.0.0.1:${slackPort}`;
  await slack.answers(async () => (await fetch(`${slackUrl}/counts`)).ok);
  const [port, managementPort] = [await freePort(), await freePort()];
  const subject = make(port, managementPort, redis.url, slackUrl);
  try {
    const start = () => Program.start(subject.command, { env: subject.env, log: path.join(out, 'subject.log') });
    return await work({ subject, start, redis, exchanges: async () => (await (await fetch(`${slackUrl}/counts`)).json()).exchanges });
  } finally {
    await stopAll();
    await redis.stop();
  }
}

/** From the start of the process to its first answer, and what it then holds. */
async function started({ subject, start }) {
  const began = performance.now();
  const program = start();
  await program.answers(async () => {
    const answer = await fetch(subject.base + subject.first.path, { headers: subject.first.headers, redirect: 'manual' });
    return answer.status < 400;
  });
  return { program, millis: performance.now() - began, cpu: (await program.cpu()) / 1000 };
}

async function starts(running) {
  const all = [];
  for (let i = 0; i < mode.starts; i++) {
    const { program, millis, cpu } = await started(running);
    await pause(IDLE_MILLIS);
    all.push({ millis, cpu, memory: await program.memory() });
    if (i < mode.starts - 1) await program.stop();
    else running.program = program;
  }
  const median = (key) => all.map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)];
  return { millis: median('millis'), cpu: median('cpu'), memory: median('memory') };
}

async function measureTasks(running, names, save) {
  const { subject, program, redis } = running;
  for (const name of names) {
    const task = subject.tasks[name];
    say(`  ${name}`);
    await warmUp(program, subject.base, task, mode.warmUp);
    await holding(options.hold, async () => {
      for (const count of connections) {
        const before = await running.exchanges();
        const figures = await measure(program, redis, subject.base, task, count, mode.seconds);
        const exchanged = (await running.exchanges()) - before;
        if (task.callback && exchanged < figures.done) throw new Error(`${figures.done} journeys, but ${exchanged} exchanges`);
        save(name, count, figures);
      }
    });
  }
}

async function compare(name, make, names) {
  const result = (results.subjects[name] ??= { tasks: {} });
  await during(make, async (running) => {
    result.title = running.subject.title;
    say(running.subject.title);
    result.start = await starts(running);
    await running.subject.prepare();
    const wanted = names ?? Object.keys(running.subject.tasks);
    await measureTasks(running, wanted.filter((task) => running.subject.tasks[task]), (task, count, figures) => {
      (result.tasks[task] ??= {})[count] = figures;
    });
    result.loaded = await running.program.memory();
  });
  await save();
}

/** The service with more and more records; they are kept for the next time. */
async function growth(command, sizes, names) {
  for (const size of sizes) {
    const folder = path.join(out, `records-${size}`);
    if (!(await exists(folder))) await records(command, size, folder);
    await during(serviceWith(command, size), async (running) => {
      say(`${size} connections`);
      running.program = (await started(running)).program;
      const grown = (results.growth[size] ??= { tasks: {} });
      grown.bytes = JSON.parse(await readFile(path.join(folder, 'bytes.json'), 'utf8'));
      await measureTasks(running, names ?? GROWTH_TASKS, (task, count, figures) => {
        (grown.tasks[task] ??= {})[count] = figures;
      });
    }, folder);
    await save();
  }
}

/** Fills a Redis through the service's import and keeps its snapshot. */
async function records(command, size, folder) {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await during(serviceWith(command, size), async (running) => {
    say(`filling ${size} connections`);
    await started(running);
    const empty = await running.redis.bytes();
    const began = performance.now();
    await running.subject.prepare();
    const seconds = (performance.now() - began) / 1000;
    const all = (await running.redis.bytes()) - empty;
    const log = Number(await running.redis.command('MEMORY', 'USAGE', await running.redis.keyLike('cc:*:events'), 'SAMPLES', '0'));
    await writeFile(path.join(unfinished, 'bytes.json'), JSON.stringify({ connections: size + service.RENEWED, all, log, seconds }));
    await running.redis.command('SAVE');
    say(`  ${seconds.toFixed(0)} s`);
  }, unfinished);
  await rename(unfinished, folder);
}

function serviceWith(command, size) {
  return (port, managementPort, redis, slack) => service.subject(command, port, managementPort, redis, slack, size);
}

const only = list(options.only);
const isWanted = (name) => !only || only.includes(name);
await mkdir(out, { recursive: true });
const results = (await exists(resultsFile)) ? JSON.parse(await readFile(resultsFile, 'utf8')) : {};
results.machine = `${os.cpus().length} × ${os.cpus()[0].model}, Node ${process.versions.node}, JVM ${java.slice(1).join(' ')}`;
results.subjects ??= {};
results.growth ??= {};
const began = performance.now();
const save = () => writeFile(resultsFile, JSON.stringify(results, null, 2));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopAll().finally(() => process.exit(1)));
try {
  await service.build();
  if (Object.keys(peers.peers).some(isWanted)) await peers.build();
  const jvm = [...java, '-jar', service.jarFile];
  const native = await nativeProgram();
  const tasks = list(options.tasks);
  if (isWanted('chat-connect')) await compare('chat-connect', serviceWith(jvm, RECORDS), tasks);
  if (native && isWanted('native')) {
    await compare('native', (...where) => ({ ...serviceWith([native, '-Xmx64m'], RECORDS)(...where), title: 'Chat Connect, native' }), tasks);
  }
  for (const name of Object.keys(peers.peers)) {
    if (isWanted(name)) await compare(name, (port, _, redis, slack) => peers.subject(name, java, port, redis, slack), tasks);
  }
  if (isWanted('growth')) await growth(jvm, list(options.growth)?.map(Number) ?? mode.records, tasks);
} finally {
  await stopAll();
}
console.log(await report(results, out));
say(`${((performance.now() - began) / 60_000).toFixed(1)} minutes, with the machine's load at ${os.loadavg()[0].toFixed(1)}`);
