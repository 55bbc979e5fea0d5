import type { SpendLine } from '../../../shared/views/spendLines';
import { timeMarks } from '../../../shared/views/timeAxis';
import type { Span } from '../../../shared/views/timeline';
import { clockMinute, clockOffset, clockTime } from '../../ui/clockTime';
import classes from './Plot.module.css';

const [WIDTH, HEIGHT] = [440, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 116, 6, 18];
const SHARES = [0, 0.5, 0.8, 1];

/** Words of two lines stand at least this far apart. */
const LABEL_STEP = 15;

/** The used share of each limit over time, and dashed where it goes at this pace. */
export function SpendChart({ lines: given, span }: { readonly lines: readonly SpendLine[]; readonly span: Span }) {
  const lines = given.toSorted((a, b) => shareOf(b) - shareOf(a));
  const ahead = lines.some((line) => line.reachedAt !== null);
  const to = ahead ? span.to + (span.to - span.from) / 2 : span.to;
  const x = (at: number) => Math.round((LEFT + ((at - span.from) / (to - span.from)) * (WIDTH - LEFT - RIGHT)) * 10) / 10;
  const y = (share: number) => Math.round(HEIGHT - BOTTOM - Math.min(1, share) * (HEIGHT - BOTTOM - TOP)) + 0.5;
  const { step, marks } = timeMarks({ from: span.from, to }, 3, clockOffset(span.from));
  return (
    <svg className={classes.plot} width={WIDTH} height={HEIGHT} role="img" aria-label={sentence(lines)}>
      {SHARES.map((share) => (
        <g key={share}>
          <path className={share === 1 ? classes.limit : classes.line} d={`M${LEFT} ${y(share)}H${WIDTH - RIGHT}`} />
          <text className={classes.quiet} x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {`${share * 100}%`}
          </text>
        </g>
      ))}
      {marks.map((at) => (
        <text key={at} className={classes.quiet} x={x(at)} y={HEIGHT - 3} textAnchor="middle">
          {step < 60_000 ? clockTime(at) : clockMinute(at)}
        </text>
      ))}
      {lines.map((line, index) => (
        <g key={line.limit}>
          <path className={index === 0 ? classes.spendFirst : classes.spend} d={course(line, x, y)} />
          {line.reachedAt !== null && (
            <path className={`${index === 0 ? classes.spendFirst : classes.spend} ${classes.ahead}`} d={pace(line, to, x, y)} />
          )}
        </g>
      ))}
      {labels(lines, y).map(({ words, at, first }) => (
        <text key={words} className={first ? classes.strong : undefined} x={WIDTH - RIGHT + 10} y={at + 4}>
          {words}
        </text>
      ))}
    </svg>
  );
}

function shareOf(line: SpendLine): number {
  return line.points.at(-1)?.share ?? 0;
}

type Place = (value: number) => number;

/** Time is spent evenly between two points; the others in steps. */
function course(line: SpendLine, x: Place, y: Place): string {
  const even = line.limit === 'minutes';
  return line.points
    .map((point, index) => `${index === 0 ? 'M' : even ? 'L' : `H${x(point.at)}L`}${x(point.at)} ${y(point.share)}`)
    .join('');
}

function pace(line: SpendLine, to: number, x: Place, y: Place): string {
  const last = line.points.at(-1);
  if (!last || line.reachedAt === null) return '';
  const end = Math.min(line.reachedAt, to);
  const share = last.share + ((1 - last.share) * (end - last.at)) / (line.reachedAt - last.at);
  return `M${x(last.at)} ${y(last.share)}L${x(end)} ${y(share)}`;
}

/** Each line's name and share at its height, pushed apart where they would overlap. */
function labels(lines: readonly SpendLine[], y: Place) {
  const wanted = lines.map((line, index) => ({ words: label(line), at: y(shareOf(line)), first: index === 0 }));
  const placed: (typeof wanted)[number][] = [];
  for (const one of wanted.toSorted((a, b) => b.at - a.at)) {
    const below = placed.at(-1);
    placed.push(below && below.at - one.at < LABEL_STEP ? { ...one, at: below.at - LABEL_STEP } : one);
  }
  return placed;
}

function label(line: SpendLine): string {
  return `${line.name} ${percent(line)}`;
}

function percent(line: SpendLine): string {
  return `${Math.round(shareOf(line) * 100)} %`;
}

function sentence(lines: readonly SpendLine[]): string {
  return `Spent so far: ${lines.map((line) => `${percent(line)} of the limit for ${line.name.toLowerCase()}`).join(', ')}.`;
}
