// Compares a reproduced table with the published one: the largest deviation of one column, in per cent of the published figure.
// usage: node check/compare.js TABLE.json mean|sd
import { readFileSync } from 'node:fs';

const [file, column] = process.argv.slice(2);
const published = JSON.parse(readFileSync(new URL('../paper/table.json', import.meta.url), 'utf8'));
const reproduced = JSON.parse(readFileSync(file, 'utf8'));

/** Weeks 2 and 4 of three lights: what the bundled data holds. */
const LEAST_ROWS = 6;

const compared = published.flatMap((row) => {
  const own = reproduced.find(({ light, week }) => light === row.light && week === row.week);
  return own === undefined ? [] : [{ row, own, percent: (100 * Math.abs(own[column] - row[column])) / row[column] }];
});
for (const { row, own, percent } of compared) {
  const figures = `published ${row[column]}, reproduced ${own[column].toFixed(2)} from n = ${own.n}`;
  console.log(`${row.light} week ${row.week}: ${figures}, ${percent.toFixed(2)} %`);
}
const missing = published.filter((row) => !compared.some((pair) => pair.row === row));
for (const { light, week } of missing) console.log(`${light} week ${week}: published, and not reproduced`);
if (compared.length < LEAST_ROWS || compared.some(({ own }) => !(own.n > 0))) {
  console.log(`only ${compared.length} rows are reproduced, at least ${LEAST_ROWS} are asked for`);
  process.exit(1);
}
console.log(`deviation_percent=${Math.max(...compared.map(({ percent }) => percent)).toFixed(3)}`);
