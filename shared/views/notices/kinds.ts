/** What people are told of while they look elsewhere, in the order in which it presses. */
export const NOTICE_KINDS = ['blocked', 'question', 'limited', 'error', 'refused', 'complete', 'claimed'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Each kind by its name, and what makes one, as the settings list them. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, { readonly name: string; readonly when: string }>> = {
  blocked: { name: 'Blocked', when: 'a goal stops and needs your input' },
  question: { name: 'Question', when: 'a permission, a look, a protected file, a baseline, a result to accept' },
  limited: { name: 'Limited', when: 'a budget or the provider’s quota is used up' },
  error: { name: 'Error', when: 'the model server or the app fails and a goal stops' },
  refused: { name: 'Refused', when: 'the gate refuses a claim' },
  complete: { name: 'Complete', when: 'the gate finds every check passing' },
  claimed: { name: 'Claimed', when: 'the agent claims that it is done and the checks begin' },
};

/** Those after which nothing goes on without a person. */
export function needsYou(kind: NoticeKind): boolean {
  return kind === 'blocked' || kind === 'question' || kind === 'limited' || kind === 'error';
}
