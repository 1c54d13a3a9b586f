// Programs that are measured: started, watched through /proc (Linux) and stopped.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const TICK_MICROS = 10_000;
const PATIENCE_MILLIS = 120_000;

const started = new Set();

export class Program {
  constructor(child, log) {
    this.child = child;
    this.log = log;
  }

  /** Starts a program; what it says goes to a file. */
  static start([command, ...rest], { env = {}, cwd, log }) {
    const file = openSync(log, 'w');
    const child = spawn(command, rest, { env: { ...process.env, ...env }, cwd, stdio: ['ignore', file, file] });
    const program = new Program(child, log);
    started.add(program);
    child.on('exit', () => started.delete(program));
    return program;
  }

  /** Waits until a question is answered with true, asking every few milliseconds. */
  async answers(question) {
    const end = performance.now() + PATIENCE_MILLIS;
    while (!(await question().catch(() => false))) {
      if (this.child.exitCode !== null) throw new Error(`ended with ${this.child.exitCode}: see ${this.log}`);
      if (performance.now() > end) throw new Error(`does not answer: see ${this.log}`);
      await pause(2);
    }
  }

  /** Microseconds of CPU that the process used so far, in user and kernel mode. */
  cpu() {
    return cpu(`/proc/${this.child.pid}/stat`);
  }

  /** The part of it that compilers of a JVM used. */
  async compilation() {
    const tasks = `/proc/${this.child.pid}/task`;
    const threads = await Promise.all(
      (await readdir(tasks)).map(async (id) => {
        const name = await readFile(`${tasks}/${id}/comm`, 'utf8').catch(() => '');
        return /^C[12] Compiler/.test(name) ? cpu(`${tasks}/${id}/stat`).catch(() => 0) : 0;
      }),
    );
    return threads.reduce((sum, used) => sum + used, 0);
  }

  /** Resident memory in MiB. */
  async memory() {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill('SIGTERM');
    const killer = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
    await ended;
    clearTimeout(killer);
  }
}

/** Microseconds of CPU in a `stat` file; proc(5). */
async function cpu(file) {
  const fields = (await readFile(file, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
}

export async function stopAll() {
  await Promise.all([...started].map((program) => program.stop()));
}

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Does something while a command holds other work back: it says a line when it has begun, and ends with its
 * input.
 */
export async function holding(command, work) {
  if (!command) return work();
  const child = spawn('sh', ['-c', command], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  try {
    return await work();
  } finally {
    child.stdin.end();
    await ended;
  }
}

/** Runs a program to its end and gives its output. */
export function run([command, ...rest], options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}\n${output}`))));
  });
}
