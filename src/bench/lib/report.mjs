// Tables and plots of what was measured.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bars, lines } from './plot.mjs';

const SERVICE = 'chat-connect';
const SHARED = [['url', 'URL'], ['journey', 'journey']];
const at = (figures, connections) => figures?.[connections];
const whole = (number) => (number === undefined ? '–' : Math.round(number).toLocaleString('en'));
const millis = (micros) => (micros === undefined ? '–' : (micros / 1000).toFixed(1));

function table(head, rows) {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function counts(tasks) {
  return [...new Set(Object.values(tasks).flatMap((byCount) => Object.keys(byCount).map(Number)))].toSorted((a, b) => a - b);
}

function figuresTable(rows) {
  return table(
    ['program', 'task', 'connections', 'CPU µs each', 'Redis CPU µs each', 'per second', 'p50 ms', 'p90 ms', 'p99 ms', 'errors'],
    rows.map(({ title, task, count, figures }) => [
      title, task, count, figures.cpu.toFixed(1), figures.redisCpu.toFixed(1), whole(figures.rate),
      millis(figures.p50), millis(figures.p90), millis(figures.p99), figures.errors,
    ]),
  );
}

/** CPU of each program relative to the service: above 1 the service needs less. */
function ratios(subjects, count) {
  const own = subjects[SERVICE];
  const ratio = (subject, task) => {
    const [theirs, ours] = [at(subject.tasks[task], count), at(own?.tasks[task], count)];
    return theirs && ours ? (theirs.cpu / ours.cpu).toFixed(2) : '–';
  };
  return table(
    ['program', ...SHARED.flatMap(([, title]) => [`${title}: CPU µs`, `service's per CPU second ÷ its`]), 'start ms', 'CPU ms to start', 'MiB idle', 'MiB loaded'],
    Object.values(subjects).map((subject) => [
      subject.title,
      ...SHARED.flatMap(([task]) => [at(subject.tasks[task], count)?.cpu.toFixed(1) ?? '–', ratio(subject, task)]),
      whole(subject.start?.millis), whole(subject.start?.cpu), whole(subject.start?.memory), whole(subject.loaded),
    ]),
  );
}

function growthTable(growth) {
  const sizes = Object.keys(growth).map(Number).toSorted((a, b) => a - b);
  const rows = sizes.flatMap((size) =>
    Object.entries(growth[size].tasks).flatMap(([task, byCount]) =>
      Object.entries(byCount).map(([count, figures]) => ({ title: whole(size), task, count, figures })),
    ),
  );
  const bytes = sizes.map((size) => {
    const { connections, all, log, seconds } = growth[size].bytes;
    return [whole(connections), whole(all), whole(log), whole((all - log) / connections), whole(connections / seconds)];
  });
  return [
    table(['connections', 'bytes in Redis', 'of them the event log', 'bytes for each connection', 'imported per second'], bytes),
    figuresTable(rows).replace('| program |', '| stored |'),
  ].join('\n\n');
}

async function plots(results, count, out) {
  const subjects = Object.values(results.subjects);
  for (const [task, title] of SHARED) {
    const measured = subjects.filter((subject) => at(subject.tasks[task], count));
    const items = measured.map((subject) => ({ label: subject.title, value: subject.tasks[task][count].cpu }));
    if (items.length) await writeFile(path.join(out, `cpu-${task}.svg`), bars(`CPU µs for each ${title}, ${count} connections`, items));
    const series = measured.map((subject) => ({
      label: subject.title,
      points: Object.entries(subject.tasks[task]).map(([x, figures]) => [Number(x), figures.p99 / 1000]),
    }));
    if (series.length) await writeFile(path.join(out, `latency-${task}.svg`), lines(`p99 of a request (ms) by connections: ${title}`, series));
  }
  const sizes = Object.keys(results.growth).map(Number).toSorted((a, b) => a - b);
  const tasks = new Set(sizes.flatMap((size) => Object.keys(results.growth[size].tasks)));
  const series = [...tasks].map((task) => ({
    label: task,
    points: sizes.flatMap((size) => {
      const figures = at(results.growth[size].tasks[task], count);
      return figures ? [[size, figures.cpu + figures.redisCpu]] : [];
    }),
  }));
  if (series.length) await writeFile(path.join(out, 'growth.svg'), lines('CPU µs of service and Redis by stored connections', series));
}

/** Writes results.md and the plots; gives the text of the former. */
export async function report(results, out) {
  const subjects = results.subjects;
  const seen = counts(Object.assign({}, ...Object.values(subjects).map((subject) => subject.tasks)));
  const count = seen.includes(32) ? 32 : seen[0];
  const rows = Object.values(subjects).flatMap((subject) =>
    Object.entries(subject.tasks).flatMap(([task, byCount]) =>
      Object.entries(byCount).map(([connections, figures]) => ({ title: subject.title, task, count: connections, figures })),
    ),
  );
  const parts = [`# Benchmark`, results.machine];
  if (rows.length) parts.push(`## Side by side, ${count} connections`, ratios(subjects, count), '## All figures', figuresTable(rows));
  if (Object.keys(results.growth).length) parts.push('## Growth', growthTable(results.growth));
  const text = parts.join('\n\n');
  await writeFile(path.join(out, 'results.md'), `${text}\n`);
  await plots(results, count, out);
  return text;
}
