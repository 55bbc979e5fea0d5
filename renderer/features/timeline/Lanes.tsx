import { memo, useId } from 'react';
import { clock } from '../../../shared/views/format';
import { timeMarks } from '../../../shared/views/timeAxis';
import type { CheckBar, Span, StillBlock, ToolTick, TurnBar, UserMark } from '../../../shared/views/timeline';
import type { Drawn, DrawnLanes } from '../../../shared/views/timelineDrawn';
import { stillKey, type TimelineStep } from '../../../shared/views/timelineSteps';
import { t } from '../../../shared/words/t';
import { clockMinute, clockOffset, clockTime } from '../../ui/clockTime';
import { Glyph } from '../../ui/Glyph';
import { type Axis, GUTTER, RIGHT } from './axis';
import { GateMarks } from './GateMarks';
import { LANE, LANES, LANES_HEIGHT, laneTop, TOP, textWidth } from './laneMeasures';
import classes from './Plot.module.css';
import { toneClass } from './tones';

/** Turns, tools, checks, gate decisions and what you did, on one axis. What is pressed is known by `data-step`. */
export const Lanes = memo(function Lanes(props: {
  readonly drawn: DrawnLanes;
  readonly axis: Axis;
  readonly current: TimelineStep | undefined;
  readonly sentence: string;
}) {
  const { drawn, axis, current } = props;
  const clip = useId();
  return (
    <svg className={classes.plot} width={axis.width} height={LANES_HEIGHT} role="img" aria-label={props.sentence}>
      <Frame axis={axis} height={LANES_HEIGHT} />
      <clipPath id={clip}>
        <rect x={GUTTER - 8} y={0} width={Math.max(0, axis.width - GUTTER - RIGHT + 16)} height={LANES_HEIGHT} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {drawn.cuts.map((cut) => (
          <Cut key={cut.key} cut={cut} axis={axis} height={LANES_HEIGHT} />
        ))}
        {drawn.still.map((block) => (
          <Still key={`${block.from} ${block.mark.word}`} block={block} axis={axis} height={LANES_HEIGHT} />
        ))}
        {drawn.turns.map((turn) => (
          <Turn key={turn.key} turn={turn} axis={axis} />
        ))}
        {drawn.tools.map((tick) => (
          <Tool key={tick.key} tick={tick} axis={axis} />
        ))}
        {drawn.checks.map((bar) => (
          <Check key={bar.key} bar={bar} axis={axis} />
        ))}
        <GateMarks gates={drawn.gates} axis={axis} height={LANES_HEIGHT} />
        <You marks={drawn.you} axis={axis} />
        {current && <Current step={current} axis={axis} />}
      </g>
    </svg>
  );
});

/** A mark for about every 90 pixels: its time has room then. */
const PIXELS_PER_MARK = 90;

/** Half the width of a mark's time: nearer to the edge than this, it stands left of its line. */
const MARK_HALF = 26;

function Frame({ axis, height }: { readonly axis: Axis; readonly height: number }) {
  const active = axis.scale.kind === 'active';
  const offset = active ? 0 : clockOffset(axis.from);
  const { step, marks } = timeMarks(axis, Math.max(2, Math.floor(axis.width / PIXELS_PER_MARK)), offset);
  return (
    <>
      {active && (
        <text className={classes.quiet} x={0} y={11}>
          {t`Active`}
        </text>
      )}
      {marks.map((place) => {
        const x = axis.xOf(place);
        return (
          <g key={place}>
            <path className={classes.line} d={`M${x} ${TOP}V${height}`} />
            <text className={classes.quiet} x={x} y={11} textAnchor={x > axis.width - MARK_HALF ? 'end' : 'middle'}>
              {active ? clock(place) : step < 60_000 ? clockTime(place) : clockMinute(place)}
            </text>
          </g>
        );
      })}
      {LANES.map((name, lane) => (
        <g key={name}>
          <text x={0} y={laneTop(lane) + 17}>
            {name}
          </text>
          <path className={classes.line} d={`M0 ${laneTop(lane) + 0.5}H${axis.width}`} />
        </g>
      ))}
      <path className={classes.line} d={`M0 ${height - 0.5}H${axis.width}`} />
    </>
  );
}

/** The mark that the keyboard is on, in the place of a focus ring. */
function Current({ step, axis }: { readonly step: TimelineStep; readonly axis: Axis }) {
  const [from, to] = [axis.x(step.from), axis.x(step.to)];
  const least = step.lane >= 3 ? 8 : 3;
  return (
    <rect
      className={classes.current}
      x={from - least}
      y={laneTop(step.lane) + 2}
      width={Math.max(to - from, 0) + 2 * least}
      height={LANE - 4}
      rx={4}
    />
  );
}

/** Where time is taken out of the axis, through all lanes: what stood on both sides of it was not one after the other. */
function Cut({ cut, axis, height }: { readonly cut: Drawn<Span>; readonly axis: Axis; readonly height: number }) {
  const x = axis.x(cut.from);
  const taken = clock(cut.last.to - cut.last.from);
  return (
    <g>
      <title>{cut.count > 1 ? t`${cut.count} breaks taken out` : t`${taken} taken out, from ${clockTime(cut.from)}`}</title>
      <rect className={classes.behindCut} x={x - CUT_REACH} y={TOP} width={2 * CUT_REACH} height={height - TOP} />
      <path className={classes.cut} d={`M${x} ${TOP}V${height}`} />
    </g>
  );
}

/** A line of one pixel is told of by the pointer this near to it. */
const CUT_REACH = 4;

function Still({ block, axis, height }: { readonly block: StillBlock; readonly axis: Axis; readonly height: number }) {
  const [from, to] = [Math.max(axis.x(block.from), GUTTER), axis.x(block.to)];
  const words = block.open ? block.mark.word : `${block.mark.word} ${clock(block.to - block.from)}`;
  const roomy = to - from > textWidth(words) + 32;
  return (
    <g data-step={stillKey(block)}>
      <title>{words}</title>
      {to - from > 0 ? (
        <rect className={classes.still} x={from} y={TOP} width={to - from} height={height - TOP} />
      ) : (
        <>
          <rect className={classes.behindCut} x={from - CUT_REACH} y={TOP} width={2 * CUT_REACH} height={height - TOP} />
          <path className={classes.cut} d={`M${from} ${TOP}V${height}`} />
        </>
      )}
      {roomy && (
        <>
          <svg x={from + 8} y={TOP + 7} width={12} height={12} className={toneClass(block.mark.shape)} aria-hidden="true">
            <Glyph name={block.mark.shape} />
          </svg>
          <text className={`${classes.inside} ${classes.word} ${toneClass(block.mark.shape)}`} x={from + 24} y={TOP + 17}>
            {words}
          </text>
          {block.mark.shape === 'paused' && (
            <text className={`${classes.inside} ${classes.quiet}`} x={from + 8} y={laneTop(1) + 17}>
              {t`0 model calls`}
            </text>
          )}
        </>
      )}
    </g>
  );
}

function Turn({ turn, axis }: { readonly turn: Drawn<TurnBar>; readonly axis: Axis }) {
  const { name, short, facts } = namesOf(turn);
  const [from, to] = [axis.x(turn.from), axis.x(turn.to)];
  // A bar that begins before the window has its words where it is seen.
  const start = Math.max(from, GUTTER) + (to - from < NARROW_BAR ? 4 : 8);
  const room = to - start - 2;
  const shown = [name, short].find((words) => room > textWidth(words));
  const named = shown === name;
  return (
    <g data-step={turn.key}>
      <title>{[name, facts, clock(turn.to - turn.from)].filter(Boolean).join(', ')}</title>
      <rect className={classes.turn} x={from} y={TOP + 4} width={Math.max(2, to - from)} height={18} rx={3} />
      {shown !== undefined && (
        <text className={`${classes.inside} ${classes.strong}`} x={start} y={TOP + 17}>
          {shown}
        </text>
      )}
      {named && facts !== '' && room > textWidth(`${name} ${facts}`) + 8 && (
        <text className={`${classes.inside} ${classes.quiet}`} x={start + 8 + textWidth(name)} y={TOP + 17}>
          {facts}
        </text>
      )}
    </g>
  );
}

/** A bar narrower than this has its words nearer to its edge. */
const NARROW_BAR = 60;

/** A bar's words, and the fewest that still tell which it is. */
function namesOf({ count, first, last }: Drawn<TurnBar>) {
  if (count === 1) return { ...first, short: first.name.split(' ').at(-1) ?? '' };
  return { name: t`${count} turns`, short: String(count), facts: t`${first.name} to ${last.name}` };
}

function Tool({ tick, axis }: { readonly tick: Drawn<ToolTick>; readonly axis: Axis }) {
  const { kind, words } = tick.first;
  const failed = kind === 'failed';
  const names = { tool: classes.tool, failed: classes.toolFailed, wait: classes.wait };
  const [from, to] = [axis.x(tick.from), axis.x(tick.to)];
  return (
    <rect
      data-step={tick.key}
      className={names[kind]}
      x={from}
      y={laneTop(1) + (failed ? 5 : 8)}
      width={Math.max(2, to - from)}
      height={failed ? 16 : 10}
    >
      <title>
        {tick.count > 1
          ? t`${tick.count} tools, ${clockTime(tick.from)}`
          : `${words}${failed ? ', failed' : ''}, ${clockTime(tick.from)}`}
      </title>
    </rect>
  );
}

/** Narrower than this, a check's block has no room for its shape. */
const SHAPE_ROOM = 16;

const CHECK_SHAPES = { pass: 'pass', fail: 'failed', quiet: 'draft', running: 'running' } as const;

function Check({ bar, axis }: { readonly bar: Drawn<CheckBar>; readonly axis: Axis }) {
  const { tone, words } = bar.first;
  const names = { pass: classes.pass, fail: classes.fail, quiet: classes.asked, running: classes.runningCheck };
  const [from, to] = [axis.x(bar.from), axis.x(bar.to)];
  return (
    <g data-step={bar.key}>
      <title>{bar.count > 1 ? t`${bar.count} checks, ${clockTime(bar.from)}` : `${words}, ${clock(bar.to - bar.from)}`}</title>
      <rect className={names[tone]} x={from} y={laneTop(2) + 5} width={Math.max(3, to - from)} height={16} rx={2} />
      {to - from > SHAPE_ROOM && (
        <svg
          x={(from + to) / 2 - 5}
          y={laneTop(2) + 8}
          width={10}
          height={10}
          className={toneClass(CHECK_SHAPES[tone])}
          aria-hidden="true"
        >
          <Glyph name={CHECK_SHAPES[tone]} />
        </svg>
      )}
    </g>
  );
}

/** Two at one place, as a pause and its end are on active time, are both named. */
function didWords({ count, first, last }: Drawn<UserMark>): string {
  if (count > 2) return t`${count} times`;
  return count === 2 ? `${first.words}, ${last.words}` : first.words;
}

/** Words only where they do not run into the next mark; the mark itself is always there, with its title. */
function You({ marks, axis }: { readonly marks: readonly Drawn<UserMark>[]; readonly axis: Axis }) {
  return marks.map((mark, index) => {
    const x = axis.x(mark.from);
    const next = marks[index + 1];
    const limit = next ? axis.x(next.from) - 6 : axis.width;
    const words = didWords(mark);
    return (
      <g key={mark.key} data-step={mark.key}>
        <title>{`${words}, ${clockTime(mark.from)}`}</title>
        <circle className={classes.dot} cx={x} cy={laneTop(4) + 13} r={3.5} />
        {x + 9 + textWidth(words) < limit && (
          <text x={x + 9} y={laneTop(4) + 17}>
            {words}
          </text>
        )}
      </g>
    );
  });
}
