import type { InboxRow } from '../../../shared/views/inboxRows';
import { AcceptanceAnswer } from './AcceptanceAnswer';
import { BlockedAnswer } from './BlockedAnswer';
import { BudgetAnswer } from './BudgetAnswer';
import { ChoiceAnswer } from './ChoiceAnswer';
import { LookAnswer } from './LookAnswer';
import { PermissionAnswer } from './PermissionAnswer';
import { ProtectedAnswer } from './ProtectedAnswer';

/** The answer side of a row: what can be said, and in small what saying it does. */
export function Answer({ row, primary }: { readonly row: InboxRow; readonly primary: boolean }) {
  const { ask, thread } = row;
  switch (ask.kind) {
    case 'baseline':
      return (
        <ChoiceAnswer
          thread={thread}
          primary={primary}
          hint="The work is measured against this baseline. Nothing is spent before."
          yes={{ name: 'Activate all the same', order: answer(ask.question, 'accept') }}
          no={{ name: 'Keep as draft', order: answer(ask.question, 'cancel') }}
        />
      );
    case 'protected':
      return <ProtectedAnswer thread={thread} question={ask.question} primary={primary} />;
    case 'human':
      return <LookAnswer key={ask.question} thread={thread} question={ask.question} primary={primary} />;
    case 'permission':
      return <PermissionAnswer key={ask.question} thread={thread} question={ask.question} ask={ask.ask} primary={primary} />;
    case 'acceptance':
      return <AcceptanceAnswer thread={thread} question={ask.question} primary={primary} />;
    case 'blocked':
      return <BlockedAnswer key={row.since} thread={thread} since={row.since} needs={ask.needs} primary={primary} />;
    case 'budget':
      return <BudgetAnswer thread={thread} extension={ask.extension} primary={primary} />;
    case 'usage':
      return (
        <ChoiceAnswer
          thread={thread}
          primary={primary}
          hint="Resuming before the quota resets will be refused by the provider again."
          yes={{ name: 'Resume goal', order: { type: 'goal.resume' } }}
        />
      );
  }
}

function answer(question: string, text: string) {
  return { type: 'question.answer', question, answer: text } as const;
}
