import { t } from '../words/t';
import { clock } from './format';
import type { GateDecision, Lead, Span, StillBlock } from './timeline';
import type { Drawn, DrawnLanes } from './timelineDrawn';
import type { TimeScale } from './timeScale';

/** A mark as the keyboard goes to it: read out in one sentence, and where it leads; several in one lead nowhere but closer, where that tells them apart. */
export interface TimelineStep extends Span {
  readonly key: string;
  readonly lane: number;
  readonly sentence: string;
  readonly leads: readonly Lead[];
}

type Time = (at: number) => string;

/** Every mark that is drawn, lane by lane, each in the order of time. */
export function timelineSteps(drawn: DrawnLanes, scale: TimeScale, time: Time): readonly TimelineStep[] {
  const step = <T>(group: Drawn<T>, saying: Saying<T>) => stepOf(group, saying, time, scale);
  const lanes = [
    drawn.turns.map((group) =>
      step(group, {
        one: ({ name, facts, open }) => [name, open ? t`running` : '', facts],
        several: (last) => t`turns, ${group.first.name} to ${last.name}`,
        leads: ({ turn }) => [
          { to: 'turn', turn },
          { to: 'diff', turn },
        ],
      }),
    ),
    drawn.tools.map((group) =>
      step(group, {
        one: ({ words, kind }) => [words, kind === 'failed' ? t`failed` : ''],
        several: () => (group.first.kind === 'failed' ? t`failed tools` : group.first.kind === 'wait' ? t`waits` : t`tools`),
        leads: ({ leads }) => [leads],
      }),
    ),
    drawn.checks.map((group) =>
      step(group, {
        one: ({ words }) => [words],
        several: () => CHECKS[group.first.tone],
        leads: ({ leads }) => [leads],
      }),
    ),
    drawn.gates.map((group) =>
      step(group, {
        one: ({ mark }) => [t`Gate ${mark.word}`],
        several: () => t`decisions of the gate`,
        leads: ({ leads }) => [leads],
      }),
    ),
    [
      ...drawn.you.map((group) =>
        step(group, {
          one: ({ words }) => [t`You ${words}`],
          several: (last) => (group.count === 2 ? t`things you did: ${group.first.words}, ${last.words}` : t`things you did`),
          leads: ({ leads }) => [leads],
        }),
      ),
      ...drawn.still.map((block) => stillStep(block, time)),
    ],
  ];
  return lanes.flatMap((steps, lane) => steps.toSorted((a, b) => a.from - b.from).map((made) => ({ ...made, lane })));
}

const CHECKS = { pass: t`checks that pass`, fail: t`checks that fail`, quiet: t`checks`, running: t`running checks` } as const;

interface Saying<T> {
  readonly one: (item: T) => readonly string[];
  readonly several: (last: T) => string;
  readonly leads: (item: T) => readonly Lead[];
}

function stepOf<T>(group: Drawn<T>, saying: Saying<T>, time: Time, scale: TimeScale): Omit<TimelineStep, 'lane'> {
  const { key, from, to, count, first, last } = group;
  if (count > 1) {
    const sentence = t`${count} ${saying.several(last)}, ${time(from)} to ${time(to)}.`;
    // At one place however close it is looked at, as what stood on both sides of a pause: it leads where the first of them does.
    return { key, from, to, sentence, leads: scale.place(from) === scale.place(to) ? saying.leads(first) : [] };
  }
  const took = to - from >= LEAST_TOLD_MS ? [t`took ${clock(to - from)}`] : [];
  const parts = [...saying.one(first), time(from), ...took].filter((part) => part !== '');
  return { key, from, to, sentence: `${parts.join(', ')}.`, leads: saying.leads(first) };
}

/** What took less has no length that a clock of seconds could say. */
const LEAST_TOLD_MS = 1_000;

/** What a block that stands still is known by, drawn and walked to: the same in every language. */
export function stillKey({ from }: Span): string {
  return `still ${from}`;
}

function stillStep(block: StillBlock, time: Time): Omit<TimelineStep, 'lane'> {
  const { from, to, mark, open, leads } = block;
  const words = open ? t`${mark.word} since ${time(from)}` : t`${mark.word} ${time(from)} to ${time(to)}, ${clock(to - from)}`;
  return { key: stillKey(block), from, to, sentence: t`${words}, 0 model calls.`, leads: [leads] };
}

/** The step that a key leads to: along the lane, or to the nearest in time in another one. */
export function stepFrom(
  steps: readonly TimelineStep[],
  current: TimelineStep | undefined,
  key: StepKey,
): TimelineStep | undefined {
  if (!current) return key === 'last' ? steps.at(-1) : steps[0];
  const lane = steps.filter(({ lane: of }) => of === current.lane);
  const at = lane.findIndex(({ key: of }) => of === current.key);
  switch (key) {
    case 'next':
      return lane[Math.min(at + 1, lane.length - 1)];
    case 'before':
      return lane[Math.max(at - 1, 0)];
    case 'first':
      return lane[0];
    case 'last':
      return lane.at(-1);
    case 'up':
    case 'down':
      return nearestInLane(steps, current, key === 'up' ? -1 : 1);
  }
}

export type StepKey = 'next' | 'before' | 'first' | 'last' | 'up' | 'down';

function nearestInLane(steps: readonly TimelineStep[], current: TimelineStep, by: 1 | -1): TimelineStep | undefined {
  const lanes = [...new Set(steps.map(({ lane }) => lane))];
  const to = lanes[lanes.indexOf(current.lane) + by];
  if (to === undefined) return current;
  const middle = (span: Span) => (span.from + span.to) / 2;
  const away = (one: TimelineStep) => Math.abs(middle(one) - middle(current));
  return steps.filter(({ lane }) => lane === to).toSorted((a, b) => away(a) - away(b))[0];
}

/** Of several decisions drawn as one, the one that decides most: completion, then a refusal. */
export function weightiest(group: Drawn<GateDecision>): GateDecision {
  return group.last.line === 'complete' ? group.last : group.first.line === null ? group.last : group.first;
}
