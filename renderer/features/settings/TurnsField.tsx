import { MOST_CONCURRENT_TURNS } from '../../../shared/continuation/turnPlace';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { t } from '../../../shared/words/t';
import { NumberSetting } from './NumberSetting';
import { useSaving } from './useSaving';

/** How many turns may work at once, over all goals; it holds from then on. */
export function TurnsField({ settings }: { readonly settings: Settings }) {
  const { refusalOf, save } = useSaving();
  return (
    <NumberSetting
      name={t`Turns at the same time`}
      value={settings.concurrentTurns}
      bounds={{ least: 1, most: MOST_CONCURRENT_TURNS }}
      unit={t`Turns`}
      onSave={(concurrentTurns) => save('turns', { concurrentTurns })}
      refusal={refusalOf('turns')}
    />
  );
}
