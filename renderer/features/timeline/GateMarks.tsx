import type { GateMark } from '../../../shared/views/timelineMarks';
import { clockTime } from '../../ui/clockTime';
import { Glyph } from '../../ui/Glyph';
import { type Axis, GUTTER } from './axis';
import { laneTop, TOP, textWidth } from './laneMeasures';
import classes from './Plot.module.css';
import { toneClass } from './tones';

/** The gate's decisions: a refusal and the completion as lines through every lane, all with their word where there is room. */
export function GateMarks({
  gates,
  axis,
  height,
}: {
  readonly gates: readonly GateMark[];
  readonly axis: Axis;
  readonly height: number;
}) {
  const shown = gates.filter((gate, index) => !isOpeningOf(gate, gates[index + 1]));
  return shown.map((gate, index) => {
    const x = axis.x(gate.at);
    const side = sideOf(gate, x, axis.width, shown[index - 1], shown[index + 1], axis);
    return (
      <g key={`${gate.at} ${gate.mark.word}`}>
        <title>{`${gate.mark.word}, ${clockTime(gate.at)}`}</title>
        {gate.line !== null && (
          <path className={gate.line === 'failed' ? classes.gateFailed : classes.gateComplete} d={`M${x} ${TOP}V${height}`} />
        )}
        <rect className={classes.behind} x={x - 8} y={laneTop(3) + 5} width={16} height={16} />
        <svg x={x - 6} y={laneTop(3) + 7} width={12} height={12} className={toneClass(gate.mark.shape)} aria-hidden="true">
          <Glyph name={gate.mark.shape} />
        </svg>
        {side !== null && (
          <text
            className={`${classes.word} ${toneClass(gate.mark.shape)}`}
            x={side === 'end' ? x - 12 : x + 12}
            y={laneTop(3) + 17}
            textAnchor={side}
          >
            {gate.mark.word}
          </text>
        )}
      </g>
    );
  });
}

/** The gate opens and the goal is complete in one step: one mark says both. */
function isOpeningOf(gate: GateMark, next: GateMark | undefined): boolean {
  return gate.mark.word === 'opened' && next?.line === 'complete' && next.at === gate.at;
}

/** Right of the mark where the words have room, else left of it, else nowhere. */
function sideOf(gate: GateMark, x: number, width: number, before: GateMark | undefined, after: GateMark | undefined, axis: Axis) {
  const words = textWidth(gate.mark.word) + 20;
  const right = after ? axis.x(after.at) - 12 - (leans(after, axis) ? textWidth(after.mark.word) : 0) : width;
  if (x + words < right && !leans(gate, axis)) return 'start';
  const left = before ? axis.x(before.at) + 12 : GUTTER;
  return x - words > left ? 'end' : null;
}

/** A mark near the right edge has its words on the left. */
function leans(gate: GateMark, axis: Axis): boolean {
  return axis.x(gate.at) + textWidth(gate.mark.word) + 20 > axis.width;
}
