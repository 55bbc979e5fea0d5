import { Button } from '@mantine/core';
import { t } from '../../shared/words/t';
import { go } from '../stores/navigation';
import { useSettings } from '../stores/settings';
import { ActionKeys } from '../ui/ActionKeys';
import classes from './AfterSample.module.css';

/** What comes after the sample: a goal of one's own, and the model that it needs. */
export function AfterSample() {
  const settings = useSettings();
  const ready = settings.status === 'ready' && settings.settings.model !== '';
  return (
    <aside className={classes.after} aria-label={t`After the sample`}>
      <span className={classes.words}>
        {t`The sample is complete. Your first own goal:`}{' '}
        {ready ? t`a folder under git, and what must be true.` : t`name a model, then a folder under git.`}
      </span>
      {!ready && (
        <Button onClick={() => go({ name: 'settings', section: 'settings-model' })}>
          {t`Connect a model`} <ActionKeys of="go.settings" />
        </Button>
      )}
      <Button onClick={() => go({ name: 'new' })}>
        {t`New goal`} <ActionKeys of="go.new" />
      </Button>
    </aside>
  );
}
