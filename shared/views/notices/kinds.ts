import { counted, t } from '../../words/t';

/** What people are told of while they look elsewhere, in the order in which it presses. */
export const NOTICE_KINDS = ['blocked', 'question', 'limited', 'error', 'refused', 'complete', 'claimed'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Each kind by its name, and what makes one, as the settings list them. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, { readonly name: string; readonly when: string }>> = {
  blocked: { name: t`Blocked`, when: t`a goal stops and needs your input` },
  question: { name: t`Question`, when: t`a permission, a look, a protected file, a baseline, a result to accept` },
  limited: { name: t`Limited`, when: t`a budget or the provider’s quota is used up` },
  error: { name: t`Error`, when: t`the model server or the app fails and a goal stops` },
  refused: { name: t`Refused`, when: t`the gate refuses a claim` },
  complete: { name: t`Complete`, when: t`the gate finds every check passing` },
  claimed: { name: t`Claimed`, when: t`the agent claims that it is done and the checks begin` },
};

/** `2 questions`, `1 refused`: how many goals there are of a kind. */
export const KIND_COUNTS: Readonly<Record<NoticeKind, (goals: number) => string>> = {
  blocked: (goals) => counted(goals, 'blocked', 'blocked'),
  question: (goals) => counted(goals, 'question', 'questions'),
  limited: (goals) => counted(goals, 'limited', 'limited'),
  error: (goals) => counted(goals, 'error', 'errors'),
  refused: (goals) => counted(goals, 'refused', 'refused'),
  complete: (goals) => counted(goals, 'complete', 'complete'),
  claimed: (goals) => counted(goals, 'claimed', 'claimed'),
};

/** Those after which nothing goes on without a person. */
export function needsYou(kind: NoticeKind): boolean {
  return kind === 'blocked' || kind === 'question' || kind === 'limited' || kind === 'error';
}
