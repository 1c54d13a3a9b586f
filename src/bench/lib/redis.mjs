// A real Redis of the benchmark's own, set up as docs/operations.md wants it.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { freePort, Program } from './processes.mjs';

export class RedisServer {
  constructor(program, port, folder) {
    this.program = program;
    this.port = port;
    this.folder = folder;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** Starts an empty server, or one with the records of a folder. */
  static async start(out, records) {
    const port = await freePort();
    const folder = records ?? (await mkdtemp(path.join(out, 'redis-')));
    await mkdir(folder, { recursive: true });
    const program = Program.start(
      [
        process.env.REDIS_SERVER ?? 'redis-server', '--port', port, '--bind', '127.0.0.1', '--dir', folder,
        '--maxmemory-policy', 'noeviction', '--appendonly', records ? 'no' : 'yes', '--appendfsync', 'everysec',
        '--auto-aof-rewrite-percentage', '0', '--save', '', '--enable-debug-command', 'no',
      ].map(String),
      { log: path.join(out, 'redis.log') },
    );
    const server = new RedisServer(program, port, folder);
    await program.answers(async () => (await server.command('PING')) === 'PONG');
    return server;
  }

  /** The answer to one command: text of a simple, bulk or number reply. */
  command(...words) {
    return new Promise((resolve, reject) => {
      const socket = net.connect(this.port, '127.0.0.1').on('error', reject);
      let received = Buffer.alloc(0);
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        const end = received.indexOf('\r\n');
        if (end < 0) return;
        const head = received.toString('utf8', 1, end);
        if (received[0] === 0x24 && Number(head) >= 0) {
          if (received.length < end + 4 + Number(head)) return;
          resolve(received.toString('utf8', end + 2, end + 2 + Number(head)));
        } else if (received[0] === 0x2d) {
          reject(new Error(head));
        } else {
          resolve(head);
        }
        socket.destroy();
      });
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`).join('')}`);
    });
  }

  /** The first key of a pattern, for servers with few keys. */
  async keyLike(pattern) {
    return this.command('EVAL', "return redis.call('KEYS', ARGV[1])[1]", '0', pattern);
  }

  /** Bytes that the data takes. */
  async bytes() {
    return Number(/used_memory:(\d+)/.exec(await this.command('INFO', 'memory'))[1]);
  }

  async stop() {
    await this.program.stop();
    if (path.basename(this.folder).startsWith('redis-')) await rm(this.folder, { recursive: true, force: true });
  }
}
