/** What the scripted agent writes in the seedlings sample: it computes every figure from the data, and knows none beforehand. */

const TABLE = `// Recomputes Table 1 from the bundled heights: one row for each light and week that the data holds, as JSON on stdout.
import { readFileSync } from 'node:fs';

const [, ...lines] = readFileSync(new URL('../data/heights.csv', import.meta.url), 'utf8').trim().split('\\n');
const groups = new Map();
for (const line of lines) {
  const [light, , week, height] = line.split(',');
  const key = light + ' ' + week;
  groups.set(key, [...(groups.get(key) ?? []), Number(height)]);
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

// The spread of a sample, divided by n - 1: the paper does not name its formula.
const rows = [...groups].map(([key, heights]) => {
  const [light, week] = key.split(' ');
  const mean = sum(heights) / heights.length;
  const sd = Math.sqrt(sum(heights.map((height) => (height - mean) ** 2)) / (heights.length - 1));
  return { light, week: Number(week), n: heights.length, mean, sd };
});
console.log(JSON.stringify(rows));
`;

const REPORT = `// Writes the report from what analysis/table.js computes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const own = JSON.parse(execFileSync(process.execPath, [here('table.js')], { encoding: 'utf8' }));
const published = JSON.parse(readFileSync(here('../paper/table.json'), 'utf8'));
const pairs = published.map((row) => ({ row, own: own.find(({ light, week }) => light === row.light && week === row.week) }));
const done = pairs.filter((pair) => pair.own);
const left = pairs.filter((pair) => !pair.own);
const line = ({ row, own }, column) =>
  '- ' + row.light + ', week ' + row.week + ': published ' + row[column] + ', recomputed ' + own[column].toFixed(2) + ' (n = ' + own.n + ')';

mkdirSync(here('../report'), { recursive: true });
writeFileSync(
  here('../report/report.md'),
  [
    '# Table 1, recomputed',
    '## Confirmed',
    'The means of weeks 2 and 4, within 1 % (check means).',
    ...done.map((pair) => line(pair, 'mean')),
    '## Approximate',
    'The spreads of weeks 2 and 4: the paper does not name its formula, and ours divides by n - 1 (check spread).',
    ...done.map((pair) => line(pair, 'sd')),
    '## Blocked',
    'Not reproduced, because the bundled data ends before:',
    ...left.map(({ row }) => '- ' + row.light + ', week ' + row.week + ': published ' + row.mean + ' ± ' + row.sd),
    '## Uncertain',
    'That red light makes seedlings grow taller: the paper does not say how the lamps were given to the trays.',
    '',
  ].join('\\n\\n').replaceAll('\\n\\n- ', '\\n- '),
);
console.log(done.length + ' rows recomputed, ' + left.length + ' not in the data');
`;

/** Added files as a patch. */
function adding(path: string, text: string): string {
  const lines = text.trimEnd().split('\n');
  return ['*** Begin Patch', `*** Add File: ${path}`, ...lines.map((line) => `+${line}`), '*** End Patch'].join('\n');
}

export const ADD_TABLE = adding('analysis/table.js', TABLE);
export const ADD_REPORT = adding('analysis/report.js', REPORT);
