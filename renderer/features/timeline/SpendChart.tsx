import type { SpendLine } from '../../../shared/views/spendLines';
import { timeMarks } from '../../../shared/views/timeAxis';
import type { Span } from '../../../shared/views/timeline';
import { t } from '../../../shared/words/t';
import { clockMinute, clockOffset, clockTime } from '../../ui/clockTime';
import classes from './Plot.module.css';

const [WIDTH, HEIGHT] = [440, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 116, 6, 18];
const SHARES = [0, 0.5, 0.8, 1];

/** Words of two lines stand at least this far apart. */
const LABEL_STEP = 15;

/** The used share of each limit over time, and dashed the range in which it goes on by the burn of the last turns. */
export function SpendChart({ lines: given, span }: { readonly lines: readonly SpendLine[]; readonly span: Span }) {
  const lines = given.toSorted((a, b) => shareOf(b) - shareOf(a));
  const ahead = lines.some(isAhead);
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
          <Ahead line={line} to={to} x={x} y={y} first={index === 0} />
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

function isAhead({ ahead }: SpendLine): boolean {
  return ahead.kind === 'ahead' && ahead.at !== null;
}

/** From here to the limit: as the quickest of the last turns burned, and as the slowest. */
function Ahead(props: {
  readonly line: SpendLine;
  readonly to: number;
  readonly x: Place;
  readonly y: Place;
  readonly first: boolean;
}) {
  const { line, to, x, y } = props;
  const last = line.points.at(-1);
  if (!last || line.ahead.kind !== 'ahead' || line.ahead.at === null) return null;
  const { least, most } = line.ahead.at;
  const end = (reached: number | null) => {
    // Within the picture the line ends at its edge, at the share that it would have by then.
    if (reached === null) return { at: to, share: last.share };
    const at = Math.min(reached, to);
    return { at, share: last.share + ((1 - last.share) * (at - last.at)) / Math.max(1, reached - last.at) };
  };
  const [soon, late] = [end(least), end(most)];
  const from = `M${x(last.at)} ${y(last.share)}`;
  const lines = [soon, late].map(({ at, share }) => `${from}L${x(at)} ${y(share)}`).join('');
  const corner = soon.share >= 1 ? `L${x(late.at)} ${y(1)}` : '';
  return (
    <>
      <path
        className={classes.spendRange}
        d={`${from}L${x(soon.at)} ${y(soon.share)}${late.share < 1 ? corner : ''}L${x(late.at)} ${y(late.share)}Z`}
      />
      <path className={`${props.first ? classes.spendFirst : classes.spend} ${classes.ahead}`} d={lines} />
    </>
  );
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
  return t`Spent so far: ${lines.map((line) => t`${percent(line)} of the limit for ${line.name.toLowerCase()}`).join(', ')}.`;
}
