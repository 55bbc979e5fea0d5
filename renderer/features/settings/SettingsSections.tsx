import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { t } from '../../../shared/words/t';
import { goBack } from '../../stores/navigation';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import { takesText } from '../../ui/listKeys';
import { NavButton } from '../../ui/NavButton';
import { isOfDialog } from '../../ui/topDialog';
import { jumpTo, useCurrentSection } from './currentSection';
import classes from './SettingsPlace.module.css';
import { sectionsFor } from './sections';

/** The settings' own list, in place of the threads; a section is one jump on the same page. */
export function SettingsSections() {
  const [typed, type] = useState('');
  const current = useCurrentSection();
  const sections = sectionsFor(typed);
  useEscape(goBack);
  const onKeyDown = (event: KeyboardEvent) => {
    const first = sections[0];
    if (event.key === 'Enter' && first) jumpTo(first.id);
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      type('');
    }
  };
  return (
    <div className={classes.sections}>
      <NavButton current={false} onClick={goBack} end={<Keys of="esc" />}>
        <span className={classes.back}>
          <Icon name="right" />
        </span>
        {t`Back`}
      </NavButton>
      <div className={classes.find}>
        <TextInput
          size="xs"
          aria-label={t`Find a setting`}
          placeholder={t`Find a setting`}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          spellCheck={false}
        />
      </div>
      <ul className={classes.jumps}>
        {sections.map(({ id, name, icon }) => (
          <li key={id}>
            <NavButton current={id === current} onClick={() => jumpTo(id)}>
              <Icon name={icon} />
              {name}
            </NavButton>
          </li>
        ))}
      </ul>
      {sections.length === 0 && (
        <div className={classes.find}>
          <Empty>{t`No setting of that name.`}</Empty>
        </div>
      )}
    </div>
  );
}

/** Escape leaves, except from a field, which it leaves first, and from what is open over the page, which it closes. */
function useEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || takesText(event.target) || isOfDialog(event)) return;
      leave();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [leave]);
}
