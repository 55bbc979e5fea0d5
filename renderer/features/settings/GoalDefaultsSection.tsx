import type { Settings } from '../../../shared/ipc/methods';
import { MOST_SAME_FAILURES } from '../../../shared/views/goalDefaults';
import { ChoiceSetting } from './ChoiceSetting';
import { LimitSetting } from './LimitSetting';
import { NumberSetting } from './NumberSetting';
import { Section } from './Section';
import { TextSetting } from './TextSetting';
import { useSaving } from './useSaving';

const PLACES = [
  { value: 'app', name: 'The app looks' },
  { value: 'in_place', name: 'In place' },
  { value: 'worktree', name: 'Worktree' },
] as const;

const LIMITS = [
  { limit: 'tokens', name: 'Tokens', note: 'Charged: input that was not cached, and output.', whole: true },
  { limit: 'usd', name: 'Dollars', note: 'Needs a price of the model.', whole: false },
  { limit: 'minutes', name: 'Minutes', note: 'Of active time.', whole: false },
  { limit: 'turns', name: 'Turns', note: 'Goal turns.', whole: true },
] as const;

/** What a new goal's form begins with. */
export function GoalDefaultsSection({ settings }: { readonly settings: Settings }) {
  const { refusal, save } = useSaving();
  const { goals } = settings;
  const change = (part: Partial<Settings['goals']>) => save({ goals: { ...goals, ...part } });
  return (
    <Section id="settings-goals" aside="what the form of a new goal begins with; goals that are drafted keep what they say">
      {LIMITS.map(({ limit, ...words }) => (
        <LimitSetting
          key={limit}
          {...words}
          value={goals.budget[limit]}
          onSave={(value) => {
            const { [limit]: _old, ...others } = goals.budget;
            return change({ budget: value === undefined ? others : { ...others, [limit]: value } });
          }}
          refusal={refusal}
        />
      ))}
      <TextSetting
        name="Iteration policy"
        value={goals.iteration}
        note="How to choose the next try, and what to record."
        onSave={(iteration) => change({ iteration })}
        refusal={refusal}
      />
      <TextSetting
        name="Blocked stop"
        value={goals.report}
        note="What the agent is to report when it stops."
        onSave={(report) => change({ report })}
        refusal={refusal}
      />
      <NumberSetting
        name="Same failure"
        value={goals.sameFailure}
        bounds={{ least: 1, most: MOST_SAME_FAILURES }}
        unit="Times on the same tree, then the goal is blocked"
        onSave={(sameFailure) => change({ sameFailure })}
        refusal={refusal}
      />
      <ChoiceSetting
        name="Where it works"
        value={goals.place}
        of={PLACES}
        note="The app chooses a worktree where your files or another goal would be in the way."
        onSave={(place) => void change({ place })}
      />
    </Section>
  );
}
