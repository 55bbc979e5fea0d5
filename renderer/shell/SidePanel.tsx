import type { ReactNode } from 'react';
import { t } from '../../shared/words/t';
import { SettingsSections } from '../features/settings/SettingsSections';
import { useAppInfo } from '../stores/appInfo';
import { useWaitingCount } from '../stores/inbox';
import { go, type Place } from '../stores/navigation';
import { ActionKeys } from '../ui/ActionKeys';
import { Icon, type IconName } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { NavButton } from '../ui/NavButton';
import { region } from '../ui/region';
import classes from './SidePanel.module.css';
import { ThreadFinder } from './ThreadFinder';

const MAC = /mac/i.test(navigator.userAgent);

/** The left column: room for the window's own buttons on macOS, the ways to go, the threads, and settings at the foot. */
export function SidePanel({ place, onHide }: { readonly place: Place; readonly onHide: () => void }) {
  return (
    <>
      <div className={MAC ? classes.cornerMac : classes.corner}>
        <IconButton icon="list" label={t`Hide list`} onClick={onHide} />
      </div>
      <nav className={classes.side} {...region(place.name === 'settings' ? t`Sections` : t`Threads`)}>
        {place.name === 'settings' ? <SettingsSections /> : <Threads place={place} />}
        <Foot place={place} />
      </nav>
    </>
  );
}

function Threads({ place }: { readonly place: Place }) {
  const waiting = useWaitingCount();
  return (
    <>
      <div className={classes.ways}>
        <Way icon="plus" name={t`New goal`} to="new" place={place} end={<ActionKeys of="go.new" />} />
        <Way icon="inbox" name={t`Inbox`} to="inbox" place={place} end={waiting} />
      </div>
      <ThreadFinder current={place.name === 'thread' ? place.thread : undefined} />
    </>
  );
}

function Foot({ place }: { readonly place: Place }) {
  const sandbox = useAppInfo()?.sandbox.mode;
  return (
    <div className={classes.foot}>
      {sandbox === 'missing' && (
        <NavButton
          current={false}
          onClick={() => go({ name: 'settings' })}
          end={<span className={classes.missing}>{t`missing`}</span>}
        >
          <Icon name="shield" />
          {t`Sandbox`}
        </NavButton>
      )}
      <Way icon="settings" name={t`Settings`} to="settings" place={place} end={<ActionKeys of="go.settings" />} />
    </div>
  );
}

function Way(props: {
  readonly icon: IconName;
  readonly name: string;
  readonly to: 'new' | 'inbox' | 'settings';
  readonly place: Place;
  readonly end: ReactNode;
}) {
  return (
    <NavButton current={props.place.name === props.to} onClick={() => go({ name: props.to })} end={props.end}>
      <Icon name={props.icon} />
      {props.name}
    </NavButton>
  );
}
