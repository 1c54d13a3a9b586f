// Measures how soon the service answers after its start, and how much memory it then holds.
//
//   QUARKUS_REDIS_HOSTS=redis://localhost:6379 node src/bench/start.mjs [runs] -- program [arguments]
//
// Starts the program again and again, asks for a list of connections each millisecond until it is answered,
// and reads the CPU time it took until then, which depends less on what else the machine does, and the
// resident memory when the process has been idle for five seconds (Linux).
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const IDLE_MILLIS = 5000;
const TICK_MILLIS = 10;
const arguments_ = process.argv.slice(2);
const dashes = arguments_.indexOf('--');
const [program, ...rest] = arguments_.slice(dashes + 1);
const runs = Number(arguments_.slice(0, dashes)[0] ?? 10);
const apiKey = 'b7f3e1a95c08d2463e9f71c5a0b8d6e2';
const port = 18080 + (process.pid % 1000);

const environment = {
  ...process.env,
  CHAT_CONNECT_ENVIRONMENTS_DEFAULT_API_KEYS: apiKey,
  // The same in every run, since a Redis knows the keys that it was used with.
  CHAT_CONNECT_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 'bench').toString('base64')}`,
  QUARKUS_HTTP_PORT: String(port),
  QUARKUS_MANAGEMENT_PORT: String(port + 1),
};

// A route that needs authentication, the key ring and Redis.
function ask() {
  return new Promise((resolve) => {
    const headers = { authorization: `ApiKey ${apiKey}` };
    http
      .get({ port, path: '/v1/channel-connections', headers, agent: false }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode === 200));
      })
      .on('error', () => resolve(false));
  });
}

async function measure() {
  const started = performance.now();
  const service = spawn(program, rest, { env: environment, stdio: 'ignore' });
  while (!(await ask())) {
    if (service.exitCode !== null) throw new Error(`ended with ${service.exitCode}`);
    await pause(1);
  }
  const answered = performance.now() - started;
  const times = (await readFile(`/proc/${service.pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  const cpu = (Number(times[11]) + Number(times[12])) * TICK_MILLIS;
  await pause(IDLE_MILLIS);
  const status = await readFile(`/proc/${service.pid}/status`, 'utf8');
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(status)[1]);
  const ended = new Promise((resolve) => service.on('exit', resolve));
  service.kill('SIGTERM');
  await ended;
  return { answered, cpu, mebibytes: kibibytes / 1024 };
}

const results = [];
for (let run = 0; run < runs; run++) results.push(await measure());
const sorted = (key) => results.map((result) => result[key]).toSorted((a, b) => a - b);
const units = { answered: 'ms to the first answer', cpu: 'ms of CPU until then', mebibytes: 'MiB when idle' };
for (const [key, unit] of Object.entries(units)) {
  const values = sorted(key);
  const at = (share) => values[Math.floor(share * (values.length - 1))].toFixed(1);
  console.log(`${unit}: least ${at(0)}, median ${at(0.5)}, most ${at(1)} of ${runs} runs`);
}
