import { clock } from '../../../shared/views/format';
import { joined, timeMarks } from '../../../shared/views/timeAxis';
import type { CheckBar, StillBlock, Timeline, ToolTick, TurnBar } from '../../../shared/views/timeline';
import { clockMinute, clockOffset, clockTime } from '../../ui/clockTime';
import { Glyph } from '../../ui/Glyph';
import type { Axis } from './axis';
import { GateMarks } from './GateMarks';
import { LANE, LANES, laneTop, TOP, textWidth } from './laneMeasures';
import classes from './Plot.module.css';
import { toneClass } from './tones';

/** Turns, tools, checks, gate decisions and what you did, on one axis. */
export function Lanes({ shown, axis, sentence }: { readonly shown: Timeline; readonly axis: Axis; readonly sentence: string }) {
  const height = TOP + LANES.length * LANE;
  return (
    <svg className={classes.plot} width={axis.width} height={height} role="img" aria-label={sentence}>
      <Frame axis={axis} height={height} />
      {shown.still.map((block) => (
        <Still key={`${block.from} ${block.mark.word}`} block={block} axis={axis} height={height} />
      ))}
      {shown.turns.map((turn) => (
        <Turn key={turn.from} turn={turn} axis={axis} />
      ))}
      <Tools tools={shown.tools} axis={axis} />
      <Checks checks={shown.checks} axis={axis} />
      <GateMarks gates={shown.gates} axis={axis} height={height} />
      <You shown={shown} axis={axis} />
    </svg>
  );
}

/** A mark for about every 90 pixels: its time has room then. */
const PIXELS_PER_MARK = 90;

/** Half the width of a mark's time: nearer to the edge than this, it stands left of its line. */
const MARK_HALF = 26;

function Frame({ axis, height }: { readonly axis: Axis; readonly height: number }) {
  const { step, marks } = timeMarks(axis, Math.max(2, Math.floor(axis.width / PIXELS_PER_MARK)), clockOffset(axis.from));
  return (
    <>
      {marks.map((at) => (
        <g key={at}>
          <path className={classes.line} d={`M${axis.x(at)} ${TOP}V${height}`} />
          <text
            className={classes.quiet}
            x={axis.x(at)}
            y={11}
            textAnchor={axis.x(at) > axis.width - MARK_HALF ? 'end' : 'middle'}
          >
            {step < 60_000 ? clockTime(at) : clockMinute(at)}
          </text>
        </g>
      ))}
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

function Still({ block, axis, height }: { readonly block: StillBlock; readonly axis: Axis; readonly height: number }) {
  const [from, to] = [axis.x(block.from), axis.x(block.to)];
  const words = block.open ? block.mark.word : `${block.mark.word} ${clock(block.to - block.from)}`;
  const roomy = to - from > textWidth(words) + 32;
  return (
    <g>
      <title>{words}</title>
      <rect className={classes.still} x={from} y={TOP} width={Math.max(1, to - from)} height={height - TOP} />
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
              0 model calls
            </text>
          )}
        </>
      )}
    </g>
  );
}

function Turn({ turn, axis }: { readonly turn: TurnBar; readonly axis: Axis }) {
  const [from, to] = [axis.x(turn.from), axis.x(turn.to)];
  const room = to - from - 12;
  const name = room > textWidth(turn.name);
  const facts = turn.facts !== '' && room > textWidth(`${turn.name} ${turn.facts}`) + 8;
  return (
    <g>
      <title>{[turn.name, turn.facts, clock(turn.to - turn.from)].filter(Boolean).join(', ')}</title>
      <rect className={classes.turn} x={from} y={TOP + 4} width={Math.max(2, to - from)} height={18} rx={3} />
      {name && (
        <text className={`${classes.inside} ${classes.strong}`} x={from + 8} y={TOP + 17}>
          {turn.name}
        </text>
      )}
      {facts && (
        <text className={`${classes.inside} ${classes.quiet}`} x={from + 16 + textWidth(turn.name)} y={TOP + 17}>
          {turn.facts}
        </text>
      )}
    </g>
  );
}

function Tools({ tools, axis }: { readonly tools: readonly ToolTick[]; readonly axis: Axis }) {
  const ticks = joined(tools, axis.msPerPixel, (a, b) => a.kind === b.kind);
  return ticks.map((tick) => {
    const failed = tick.kind === 'failed';
    const names = { tool: classes.tool, failed: classes.toolFailed, wait: classes.wait };
    return (
      <rect
        key={`${tick.from} ${tick.kind} ${tick.words}`}
        className={names[tick.kind]}
        x={axis.x(tick.from)}
        y={laneTop(1) + (failed ? 5 : 8)}
        width={Math.max(2, axis.x(tick.to) - axis.x(tick.from))}
        height={failed ? 16 : 10}
      >
        <title>{`${tick.words}${failed ? ', failed' : ''}, ${clockTime(tick.from)}`}</title>
      </rect>
    );
  });
}

/** Narrower than this, a check's block has no room for its shape. */
const SHAPE_ROOM = 16;

function Checks({ checks, axis }: { readonly checks: readonly CheckBar[]; readonly axis: Axis }) {
  const bars = joined(checks, axis.msPerPixel / 2, (a, b) => a.tone === b.tone && a.to - a.from < axis.msPerPixel * 2);
  const names = { pass: classes.pass, fail: classes.fail, quiet: classes.asked, running: classes.runningCheck };
  return bars.map((bar) => {
    const [from, to] = [axis.x(bar.from), axis.x(bar.to)];
    return (
      <g key={`${bar.from} ${bar.words}`}>
        <title>{`${bar.words}, ${clock(bar.to - bar.from)}`}</title>
        <rect className={names[bar.tone]} x={from} y={laneTop(2) + 5} width={Math.max(3, to - from)} height={16} rx={2} />
        {to - from > SHAPE_ROOM && (
          <svg
            x={(from + to) / 2 - 5}
            y={laneTop(2) + 8}
            width={10}
            height={10}
            className={toneClass(SHAPES[bar.tone])}
            aria-hidden="true"
          >
            <Glyph name={SHAPES[bar.tone]} />
          </svg>
        )}
      </g>
    );
  });
}

const SHAPES = { pass: 'pass', fail: 'failed', quiet: 'draft', running: 'running' } as const;

/** Words only where they do not run into the next mark; the mark itself is always there, with its title. */
function You({ shown, axis }: { readonly shown: Timeline; readonly axis: Axis }) {
  return shown.you.map((mark, index) => {
    const x = axis.x(mark.at);
    const next = shown.you[index + 1];
    const limit = next ? axis.x(next.at) - 6 : axis.width;
    return (
      <g key={`${mark.at} ${mark.words}`}>
        <title>{`${mark.words}, ${clockTime(mark.at)}`}</title>
        <circle className={classes.dot} cx={x} cy={laneTop(4) + 13} r={3.5} />
        {x + 9 + textWidth(mark.words) < limit && (
          <text x={x + 9} y={laneTop(4) + 17}>
            {mark.words}
          </text>
        )}
      </g>
    );
  });
}
