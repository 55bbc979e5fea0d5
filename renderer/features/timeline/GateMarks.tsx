import type { GateDecision } from '../../../shared/views/timeline';
import type { Drawn } from '../../../shared/views/timelineDrawn';
import { weightiest } from '../../../shared/views/timelineSteps';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Glyph } from '../../ui/Glyph';
import { type Axis, GUTTER } from './axis';
import { laneTop, TOP, textWidth } from './laneMeasures';
import classes from './Plot.module.css';
import { toneClass } from './tones';

type Group = Drawn<GateDecision>;

/** The gate's decisions: a refusal and the completion as lines through every lane, all with their word where there is room. */
export function GateMarks({
  gates,
  axis,
  height,
}: {
  readonly gates: readonly Group[];
  readonly axis: Axis;
  readonly height: number;
}) {
  return gates.map((group, index) => {
    const { mark, line } = weightiest(group);
    const word = wordOf(group);
    const x = axis.x(group.from);
    const side = sideOf(group, x, gates[index - 1], gates[index + 1], axis);
    return (
      <g key={group.key} data-step={group.key}>
        <title>{`${word}, ${clockTime(group.from)}`}</title>
        {line !== null && (
          <path className={line === 'failed' ? classes.gateFailed : classes.gateComplete} d={`M${x} ${TOP}V${height}`} />
        )}
        <rect className={classes.behind} x={x - 8} y={laneTop(3) + 5} width={16} height={16} />
        <svg x={x - 6} y={laneTop(3) + 7} width={12} height={12} className={toneClass(mark.shape)} aria-hidden="true">
          <Glyph name={mark.shape} />
        </svg>
        {side !== null && (
          <text
            className={`${classes.word} ${toneClass(mark.shape)}`}
            x={side === 'end' ? x - 12 : x + 12}
            y={laneTop(3) + 17}
            textAnchor={side}
          >
            {word}
          </text>
        )}
      </g>
    );
  });
}

function wordOf(group: Group): string {
  return group.count > 1 ? t`${group.count} decisions` : group.first.mark.word;
}

/** Right of the mark where the words have room, else left of it, else nowhere. */
function sideOf(gate: Group, x: number, before: Group | undefined, after: Group | undefined, axis: Axis) {
  const words = textWidth(wordOf(gate)) + 20;
  const right = after ? axis.x(after.from) - 12 - (leans(after, axis) ? textWidth(wordOf(after)) : 0) : axis.width;
  if (x + words < right && !leans(gate, axis)) return 'start';
  const left = before ? axis.x(before.from) + 12 : GUTTER;
  return x - words > left ? 'end' : null;
}

/** A mark near the right edge has its words on the left. */
function leans(gate: Group, axis: Axis): boolean {
  return axis.x(gate.from) + textWidth(wordOf(gate)) + 20 > axis.width;
}
