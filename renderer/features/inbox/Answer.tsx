import type { InboxAsk } from '../../../shared/views/inboxAsk';
import { t } from '../../../shared/words/t';
import { go } from '../../stores/navigation';
import { AcceptanceAnswer } from './AcceptanceAnswer';
import { BlockedAnswer } from './BlockedAnswer';
import { BudgetAnswer } from './BudgetAnswer';
import { ChoiceAnswer } from './ChoiceAnswer';
import { LookAnswer } from './LookAnswer';
import { PermissionAnswer } from './PermissionAnswer';
import { ProtectedAnswer } from './ProtectedAnswer';

/** The answer side of a row: what can be said, and in small what saying it does. */
export function Answer({ ask, thread }: { readonly ask: InboxAsk; readonly thread: string }) {
  switch (ask.kind) {
    case 'baseline':
      return (
        <ChoiceAnswer
          hint={t`The work is measured against this baseline. Nothing is spent before.`}
          yes={{ name: t`Activate all the same`, order: answer(ask.question, 'accept') }}
          no={{ name: t`Keep as draft`, order: answer(ask.question, 'cancel') }}
          edit={{ name: t`Edit contract`, open: () => go({ name: 'thread', thread, tab: 'goal' }) }}
        />
      );
    case 'protected':
      return <ProtectedAnswer question={ask.question} />;
    case 'human':
      return <LookAnswer question={ask.question} />;
    case 'permission':
      return <PermissionAnswer question={ask.question} ask={ask.ask} />;
    case 'acceptance':
      return <AcceptanceAnswer question={ask.question} />;
    case 'blocked':
      return <BlockedAnswer needs={ask.needs} />;
    case 'budget':
      return <BudgetAnswer extension={ask.extension} />;
    case 'usage':
      return (
        <ChoiceAnswer
          hint={t`Resuming before the quota resets will be refused by the provider again.`}
          yes={{ name: t`Resume goal`, order: { type: 'goal.resume' } }}
        />
      );
  }
}

function answer(question: string, text: string) {
  return { type: 'question.answer', question, answer: text } as const;
}
