import type { CheckBar, GateDecision, Span, StillBlock, Timeline, ToolTick, TurnBar, UserMark } from './timeline';
import { placed, type TimeScale } from './timeScale';

/** One mark of a lane as it is drawn: an item, or several that would lie over each other. */
export interface Drawn<T> extends Span {
  /** Stays while the items in it stay the same. */
  readonly key: string;
  readonly count: number;
  readonly first: T;
  readonly last: T;
}

/** What a window of the axis shows. However long a goal is, it is no more than the pixels have room for. */
export interface DrawnLanes {
  readonly turns: readonly Drawn<TurnBar>[];
  readonly tools: readonly Drawn<ToolTick>[];
  readonly checks: readonly Drawn<CheckBar>[];
  readonly gates: readonly Drawn<GateDecision>[];
  readonly you: readonly Drawn<UserMark>[];
  readonly still: readonly StillBlock[];
  /** Where time is taken out; those that would lie over each other are one. */
  readonly cuts: readonly Drawn<Span>[];
}

/** Turns as narrow as this are one bar with their neighbours: two borders and nothing between them. */
const TURN_PIXELS = 4;

/** A group is no wider than this, so that pressing one brings a part closer and not all of it. */
const GROUP_PIXELS = 48;

/** Half a mark of the gate, and of what you did: nearer to each other, they would lie over each other. */
const GATE_PIXELS = 14;
const YOU_PIXELS = 9;

/** Cuts nearer to each other are one line. */
const CUT_PIXELS = 3;

/** `view` and `msPerPixel` are of places on the scale; the marks that come of it are of instants. */
export function drawnLanes(shown: Timeline, scale: TimeScale, view: Span, msPerPixel: number): DrawnLanes {
  const px = (pixels: number) => pixels * msPerPixel;
  const narrow = (span: Span, pixels: number) => scale.place(span.to) - scale.place(span.from) < px(pixels);
  const near = (group: Span, item: Span, gap: number) => scale.place(item.from) - scale.place(group.to) < gap;
  const apart = (group: Span, item: Span) => scale.place(item.from) - scale.place(group.from);
  const joinedIn = joiner(scale, view);
  return {
    turns: joinedIn(
      'turns',
      shown.turns,
      (group, item) => narrow(item, TURN_PIXELS) && narrow(group.last, TURN_PIXELS) && near(group, item, px(TURN_PIXELS)),
      px(GROUP_PIXELS),
    ),
    tools: byKind(
      shown.tools,
      (tick) => tick.kind,
      (kind, ticks) => joinedIn(`tools ${kind}`, ticks, (group, item) => near(group, item, px(1)), px(GROUP_PIXELS)),
    ),
    checks: byKind(
      shown.checks,
      (bar) => bar.tone,
      (tone, bars) =>
        joinedIn(`checks ${tone}`, bars, (group, item) => narrow(item, 2) && near(group, item, px(1)), px(GROUP_PIXELS)),
    ),
    gates: joinedIn('gates', shown.gates.filter(isNoOpening).map(instant), (group, item) => apart(group, item) < px(GATE_PIXELS)),
    you: joinedIn('you', shown.you.map(instant), (group, item) => apart(group, item) < px(YOU_PIXELS)),
    still: shown.still.filter((block) => isIn(placed(scale, block), view)),
    cuts: joinedIn('cuts', scale.cuts, (group, item) => apart(group, item) < px(CUT_PIXELS)),
  };
}

function instant<T extends { readonly at: number }>(mark: T): T & Span {
  return { ...mark, from: mark.at, to: mark.at };
}

/** The gate opens and the goal is complete in one step: one mark says both. */
function isNoOpening(gate: GateDecision, index: number, all: readonly GateDecision[]): boolean {
  const next = all[index + 1];
  return !(gate.mark.shape === 'pass' && gate.line === null && next?.line === 'complete' && next.at === gate.at);
}

const isIn = (span: Span, view: Span) => span.to >= view.from && span.from <= view.to;

/** Kinds apart: a failed call is not lost among a hundred others at its pixel. */
function byKind<T extends Span, K extends string>(
  items: readonly T[],
  kindOf: (item: T) => K,
  join: (kind: K, items: readonly T[]) => readonly Drawn<T>[],
): readonly Drawn<T>[] {
  const kinds = new Map<K, T[]>();
  for (const item of items) {
    const kind = kindOf(item);
    const known = kinds.get(kind);
    if (known) known.push(item);
    else kinds.set(kind, [item]);
  }
  return [...kinds].flatMap(([kind, of]) => join(kind, of));
}

/** Joins the items of a lane that are seen in a window of the scale: those that `joins` says, as long as they take no more than `mostMs` of it. */
function joiner(scale: TimeScale, view: Span) {
  return <T extends Span>(
    lane: string,
    items: readonly T[],
    joins: (group: Drawn<T>, item: T) => boolean,
    mostMs = Number.POSITIVE_INFINITY,
  ): readonly Drawn<T>[] => {
    const out: Drawn<T>[] = [];
    for (const item of items) {
      if (!isIn(placed(scale, item), view)) continue;
      const group = out.at(-1);
      if (group && scale.place(item.to) - scale.place(group.from) <= mostMs && joins(group, item)) {
        out[out.length - 1] = { ...group, to: Math.max(group.to, item.to), count: group.count + 1, last: item };
      } else out.push({ key: `${lane} ${item.from}`, from: item.from, to: item.to, count: 1, first: item, last: item });
    }
    return out;
  };
}
