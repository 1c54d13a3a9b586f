// Drives load with wrk and reads what it cost.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const scripts = fileURLToPath(new URL('../load', import.meta.url));
const ROUND_SECONDS = 4;
// Share of the CPU time that goes into compilation when a program counts as warm.
const COMPILED = 0.05;
let runs = 0;

function environment(task) {
  const headers = Object.entries(task.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return {
    METHOD: task.method ?? 'GET',
    REQUEST_PATH: task.path,
    ...(task.body && { BODY: JSON.stringify(task.body) }),
    ...(task.callback && { CALLBACK: task.callback }),
    HEADERS: headers.join('\n'),
    RANGE: String(task.range ?? 1),
    RUN: `${(++runs).toString(36)}${process.pid.toString(36)}-`,
    REPORT: path.join(scripts, 'report.lua'),
  };
}

/** Sends load for some seconds; what wrk measured. */
export async function send(base, task, connections, seconds) {
  const output = await run(
    [
      'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s',
      '-s', path.join(scripts, task.callback ? 'journey.lua' : 'request.lua'), base + task.path.replace(/\{.*/, ''),
    ],
    { env: { ...process.env, ...environment(task) } },
  );
  return JSON.parse(output.trim().split('\n').at(-1));
}

/**
 * Sends load until a JVM has hardly anything left to compile, and at least and at most for some seconds.
 */
export async function warmUp(program, base, task, { least, most }) {
  const began = performance.now();
  const lasted = () => (performance.now() - began) / 1000;
  for (let share = 1; lasted() < least || (share > COMPILED && lasted() < most); ) {
    const [cpuBefore, compiledBefore] = [await program.cpu(), await program.compilation()];
    await send(base, task, 32, ROUND_SECONDS);
    share = ((await program.compilation()) - compiledBefore) / ((await program.cpu()) - cpuBefore);
  }
}

/**
 * Measures a task: CPU time of the program and of Redis for each thing done, latency, rate, errors. Times
 * are microseconds.
 */
export async function measure(program, redis, base, task, connections, seconds) {
  const [cpuBefore, redisBefore] = [await program.cpu(), await redis.program.cpu()];
  const told = await send(base, task, connections, seconds);
  const [cpuAfter, redisAfter] = [await program.cpu(), await redis.program.cpu()];
  return {
    cpu: (cpuAfter - cpuBefore) / told.done,
    redisCpu: (redisAfter - redisBefore) / told.done,
    rate: (told.done * 1e6) / told.micros,
    done: told.done,
    p50: told.p50,
    p90: told.p90,
    p99: told.p99,
    max: told.max,
    errors: told.refused + told.broken,
    memory: await program.memory(),
  };
}
