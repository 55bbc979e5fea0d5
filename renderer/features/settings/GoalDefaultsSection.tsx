import type { Settings } from '../../../shared/ipc/settingsMethods';
import { MOST_SAME_FAILURES } from '../../../shared/views/goalDefaults';
import { t } from '../../../shared/words/t';
import { ChoiceSetting } from './ChoiceSetting';
import { LimitSetting } from './LimitSetting';
import { NumberSetting } from './NumberSetting';
import { Section } from './Section';
import { TextSetting } from './TextSetting';
import { useSaving } from './useSaving';

const PLACES = [
  { value: 'app', name: t`The app looks` },
  { value: 'in_place', name: t`In place` },
  { value: 'worktree', name: t`Worktree` },
] as const;

const LIMITS = [
  { limit: 'tokens', name: t`Tokens`, note: t`Charged: input that was not cached, and output.`, whole: true },
  { limit: 'usd', name: t`Dollars`, note: t`Needs a price of the model.`, whole: false },
  { limit: 'minutes', name: t`Minutes`, note: t`Of active time.`, whole: false },
  { limit: 'turns', name: t`Turns`, note: t`Goal turns.`, whole: true },
] as const;

/** What a new goal's form begins with. */
export function GoalDefaultsSection({ settings }: { readonly settings: Settings }) {
  const { refusalOf, save } = useSaving();
  const { goals } = settings;
  const change = (setting: string, part: Partial<Settings['goals']>) => save(setting, { goals: { ...goals, ...part } });
  return (
    <Section id="settings-goals" aside={t`what the form of a new goal begins with; goals that are drafted keep what they say`}>
      {LIMITS.map(({ limit, ...words }) => (
        <LimitSetting
          key={limit}
          {...words}
          value={goals.budget[limit]}
          onSave={(value) => {
            const { [limit]: _old, ...others } = goals.budget;
            return change(limit, { budget: value === undefined ? others : { ...others, [limit]: value } });
          }}
          refusal={refusalOf(limit)}
        />
      ))}
      <TextSetting
        name={t`Iteration policy`}
        value={goals.iteration}
        note={t`How to choose the next try, and what to record.`}
        onSave={(iteration) => change('iteration', { iteration })}
        refusal={refusalOf('iteration')}
      />
      <TextSetting
        name={t`Blocked stop`}
        value={goals.report}
        note={t`What the agent is to report when it stops.`}
        onSave={(report) => change('report', { report })}
        refusal={refusalOf('report')}
      />
      <NumberSetting
        name={t`Same failure`}
        value={goals.sameFailure}
        bounds={{ least: 1, most: MOST_SAME_FAILURES }}
        unit={t`Times on the same tree, then the goal is blocked`}
        onSave={(sameFailure) => change('sameFailure', { sameFailure })}
        refusal={refusalOf('sameFailure')}
      />
      <ChoiceSetting
        name={t`Where it works`}
        value={goals.place}
        of={PLACES}
        note={t`The app chooses a worktree where your files or another goal would be in the way.`}
        onSave={(place) => void change('place', { place })}
        refusal={refusalOf('place')}
      />
    </Section>
  );
}
