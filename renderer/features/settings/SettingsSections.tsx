import { useEffect } from 'react';
import { goBack } from '../../stores/navigation';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import { takesText } from '../../ui/listKeys';
import { NavButton } from '../../ui/NavButton';
import classes from './SettingsPlace.module.css';
import { SECTIONS } from './sections';

/** The settings' own list, in place of the threads; a section is one jump on the same page. */
export function SettingsSections() {
  useEscape(goBack);
  return (
    <div className={classes.sections}>
      <NavButton current={false} onClick={goBack} end={<Keys of="esc" />}>
        <span className={classes.back}>
          <Icon name="right" />
        </span>
        Back
      </NavButton>
      <ul className={classes.jumps}>
        {SECTIONS.map(({ id, name, icon }) => (
          <li key={id}>
            <NavButton current={false} onClick={() => jumpTo(id)}>
              <Icon name={icon} />
              {name}
            </NavButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

function jumpTo(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus();
}

/** Escape leaves, except from a field, which it leaves first, and from what is open over the page. */
function useEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || takesText(event.target)) return;
      leave();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [leave]);
}
