import { t } from '../../words/t';
import { KIND_COUNTS, NOTICE_KINDS, NOTICE_WORDS, type NoticeKind, needsYou } from './kinds';
import type { Notice, NoticePlace } from './notice';

/** A notification as it is shown: of one notice, or of several that came together. */
export interface ShownNotice {
  /** What it stands for; it is closed when none of them holds any more. */
  readonly notices: readonly Notice[];
  readonly kind: NoticeKind;
  readonly title: string;
  readonly words: string;
  readonly place: NoticePlace;
}

/** More goals than this at once are told together: each of them alone would only hide the one before. */
const APART = 2;

/** Of each thread the last word: a claim that was refused meanwhile is a refusal. Questions stand beside each other. */
export function lastWords(notices: readonly Notice[]): readonly Notice[] {
  const last = new Map<string, Notice>();
  for (const notice of notices) {
    const key = notice.holds.while === 'question' ? `${notice.thread} ${notice.holds.question}` : notice.thread;
    last.delete(key);
    last.set(key, notice);
  }
  return [...last.values()];
}

/** What came together as it is shown: each goal by itself, or all of them in one. */
export function shownNotices(notices: readonly Notice[]): readonly ShownNotice[] {
  const told = lastWords(notices);
  const goals = new Set(told.map(({ thread }) => thread));
  if (goals.size > APART) return [together(told, goals.size)];
  return [...goals].map((thread) => ofGoal(told.filter((notice) => notice.thread === thread)));
}

/** One notification of a goal, also where it asks several things at once. */
function ofGoal(notices: readonly Notice[]): ShownNotice {
  const [first] = notices.toSorted(byRank);
  if (!first) throw new RangeError('A goal is told of because of something.');
  const { kind, title, place } = first;
  const name = NOTICE_WORDS[kind].name;
  if (notices.length === 1) return { notices, kind, title: `${name}: ${title}`, words: first.words, place };
  const words = t`${first.words} And ${notices.length - 1} more.`;
  return { notices, kind, title: `${name}: ${title}`, words, place };
}

function together(notices: readonly Notice[], goals: number): ShownNotice {
  const ranked = notices.toSorted(byRank);
  const [first] = ranked;
  if (!first) throw new RangeError('Several goals are told of because of something.');
  const needing = new Set(notices.filter(({ kind }) => needsYou(kind)).map(({ thread }) => thread)).size;
  return {
    notices,
    kind: first.kind,
    title: needing === goals ? t`${goals} goals need you` : t`${goals} goals: ${kindCounts(notices)}`,
    words: [...new Set(ranked.map(({ title }) => title))].join('\n'),
    place: needing > 0 ? { name: 'inbox', row: null } : first.place,
  };
}

const byRank = (a: Notice, b: Notice) => NOTICE_KINDS.indexOf(a.kind) - NOTICE_KINDS.indexOf(b.kind);

/** `2 complete, 1 refused`, by goals. */
function kindCounts(notices: readonly Notice[]): string {
  return NOTICE_KINDS.flatMap((kind) => {
    const goals = new Set(notices.filter((notice) => notice.kind === kind).map(({ thread }) => thread)).size;
    return goals === 0 ? [] : [KIND_COUNTS[kind](goals)];
  }).join(', ');
}

/** The inbox's count as a window's title shows it, where the system has no badge. */
export function titleWithCount(waiting: number): string {
  return waiting === 0 ? t`Goalpost` : t`(${waiting}) Goalpost`;
}
