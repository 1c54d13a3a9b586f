// Plots as SVG.
const COLOURS = ['#1f5fd6', '#d6511f', '#2b8a3e', '#7048a8', '#b7791f', '#0b7285', '#868e96', '#c2255c'];
const WIDTH = 720;
const STYLE = 'font-family="sans-serif" font-size="12" fill="#343a40"';

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const text = (x, y, content, more = '') => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(content)}</text>`;
const short = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));

function svg(title, height, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" ${STYLE}>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${text(16, 24, title, 'font-size="15" font-weight="bold"')}
${parts.join('\n')}
</svg>
`;
}

/** One horizontal bar for each item. */
export function bars(title, items) {
  const [left, right, row] = [160, 70, 28];
  const most = Math.max(...items.map((item) => item.value));
  const parts = items.flatMap(({ label, value }, i) => {
    const y = 44 + i * row;
    const width = ((WIDTH - left - right) * value) / most;
    return [
      text(left - 8, y + 15, label, 'text-anchor="end"'),
      `<rect x="${left}" y="${y}" width="${width.toFixed(1)}" height="20" fill="${COLOURS[i % COLOURS.length]}"/>`,
      text(left + width + 6, y + 15, short(value)),
    ];
  });
  return svg(title, 56 + items.length * row, parts);
}

/** Lines over a logarithmic x axis; y begins at 0. */
export function lines(title, series) {
  const [left, right, top, bottom, height] = [60, 170, 44, 36, 320];
  const all = series.flatMap((one) => one.points);
  const xs = [...new Set(all.map(([x]) => x))].toSorted((a, b) => a - b);
  const most = Math.max(...all.map(([, y]) => y)) * 1.05;
  const span = Math.log(xs.at(-1) / xs[0]) || 1;
  const x = (value) => left + ((WIDTH - left - right) * Math.log(value / xs[0])) / span;
  const y = (value) => height - bottom - ((height - top - bottom) * value) / most;
  const axis = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<line x1="${left}" x2="${WIDTH - right}" y1="${y(most * share)}" y2="${y(most * share)}" stroke="#dee2e6"/>`,
    text(left - 8, y(most * share) + 4, short(most * share), 'text-anchor="end"'),
  ]);
  const ticks = xs.map((value) => text(x(value), height - bottom + 18, value.toLocaleString('en'), 'text-anchor="middle"'));
  const curves = series.flatMap(({ label, points }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    return [
      `<polyline points="${points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(([px, py]) => `<circle cx="${x(px).toFixed(1)}" cy="${y(py).toFixed(1)}" r="3" fill="${colour}"/>`),
      `<rect x="${WIDTH - right + 14}" y="${top + i * 20}" width="12" height="12" fill="${colour}"/>`,
      text(WIDTH - right + 32, top + i * 20 + 11, label),
    ];
  });
  return svg(title, height, [...axis, ...ticks, ...curves]);
}
