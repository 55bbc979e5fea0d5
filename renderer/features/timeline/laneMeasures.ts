import { t } from '../../../shared/words/t';

/** Lanes of 26 under the row of times (LOOK.md, Places). */
export const LANES = [t`Turns`, t`Tools`, t`Checks`, t`Gate`, t`You`] as const;
export const LANE = 26;
export const TOP = 18;

export function laneTop(lane: number): number {
  return TOP + lane * LANE;
}

/** A little more than the stack's average at 11 px: enough to know whether words have room, without measuring each. */
const PIXELS_PER_CHARACTER = 6.2;

export function textWidth(words: string): number {
  return words.length * PIXELS_PER_CHARACTER;
}

export const LANES_HEIGHT = TOP + LANES.length * LANE;
