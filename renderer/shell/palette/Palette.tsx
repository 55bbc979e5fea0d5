import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { t } from '../../../shared/words/t';
import '@mantine/spotlight/styles.layer.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AvailableAction } from '../../../shared/views/actions/available';
import type { FoundPassage } from '../../../shared/views/search/found';
import { SECTIONS } from '../../features/settings/sections';
import { go } from '../../stores/navigation';
import { wishPassage } from '../../stores/passageWish';
import { type Search, useSearch } from '../../stores/search';
import { useThreadRow, useThreadRows } from '../../stores/threads';
import { ActionKeys } from '../../ui/ActionKeys';
import { Snippet } from '../../ui/Snippet';
import { StatusGlyph } from '../../ui/StatusWord';
import { goalStatusGlyph } from '../../ui/statusOf';
import { runAction } from '../actions/run';
import { nameOf, openThread } from '../shelf';
import { type PaletteEntry, paletteGroups } from './entries';
import classes from './Palette.module.css';
import { useFirstSelected } from './useFirstSelected';

/** Places in threads that the palette shows; the list's search field shows all. */
const PLACES_SHOWN = 5;

/** One letter is in every thread. */
const LEAST_LETTERS = 2;

/** Every action with its key, threads, settings' sections, and what is found in threads, by a few letters. */
export function Palette({ actions, onClose }: { readonly actions: readonly AvailableAction[]; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  // What can be done is what could be done where the palette was opened.
  const [offered] = useState(actions);
  const threads = useThreadRows();
  const search = useSearch(typed.trim().length < LEAST_LETTERS ? '' : typed);
  const [[store, spotlight]] = useState(createSpotlight);
  const leave = useLeave(spotlight, onClose);
  useFirstSelected(store, typed);
  const groups = useMemo(
    () => paletteGroups(typed, { actions: offered, sections: SECTIONS, threads }),
    [typed, offered, threads],
  );
  const places = search.status === 'found' ? search.found.threads.flatMap(({ passages }) => passages).slice(0, PLACES_SHOWN) : [];
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={() => leave(undefined)}
      shortcut={null}
      size={560}
      yOffset="14vh"
      scrollable
      maxHeight={420}
      returnFocus={false}
      closeOnActionTrigger={false}
      overlayProps={{ backgroundOpacity: 0.32, blur: 0 }}
      transitionProps={{ duration: 80, transition: 'fade' }}
      classNames={classes}
      attributes={{ content: { 'aria-label': t`Find an action` } }}
    >
      <Spotlight.Search size="md" placeholder={t`An action, a thread, or words that were said`} aria-label={t`Find an action`} />
      <Spotlight.ActionsList>
        {groups.map(({ name, entries }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {entries.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} onRun={() => leave(() => run(entry))} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={t`Found in threads`}>
            {places.map((place) => (
              <Place key={`${place.thread} ${place.seq}`} place={place} onRun={() => leave(() => wishPassage(place))} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {groups.length === 0 && places.length === 0 && <Spotlight.Empty>{nothingWords(search, typed.trim())}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function nothingWords(search: Search, typed: string): string {
  if (search.status === 'looking') return t`Looking in all threads`;
  if (search.status === 'failed') return t`The threads could not be searched: ${search.message}`;
  return t`Nothing is found for “${typed}”.`;
}

/** Opens, and at the end gives the focus back to where it was before anything is done, so that it is done from there. */
function useLeave(
  spotlight: ReturnType<typeof createSpotlight>[1],
  onClose: () => void,
): (then: (() => void) | undefined) => void {
  const before = useRef(document.activeElement);
  const left = useRef(false);
  useEffect(() => {
    spotlight.open();
    return () => spotlight.close();
  }, [spotlight]);
  return (then) => {
    if (left.current) return;
    left.current = true;
    onClose();
    // After React has taken the dialog away, which holds the focus until then.
    requestAnimationFrame(() => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
      then?.();
    });
  };
}

function Entry({ entry, onRun }: { readonly entry: PaletteEntry; readonly onRun: () => void }) {
  return (
    <Spotlight.Action onClick={onRun}>
      {entry.kind === 'thread' && <StatusGlyph glyph={goalStatusGlyph(entry.row.status, entry.row.reason).glyph} />}
      <span className={classes.words}>{entry.words}</span>
      {entry.kind === 'thread' && (
        <span className={classes.aside}>
          {entry.row.archived && `${t`archived`}, `}
          {goalStatusGlyph(entry.row.status, entry.row.reason).word}, {entry.row.workspace}
        </span>
      )}
      {entry.kind === 'action' && <ActionKeys of={entry.id} />}
    </Spotlight.Action>
  );
}

function Place({ place, onRun }: { readonly place: FoundPassage; readonly onRun: () => void }) {
  const row = useThreadRow(place.thread);
  return (
    <Spotlight.Action onClick={onRun}>
      <span className={classes.words}>
        <Snippet parts={place.snippet} />
      </span>
      <span className={classes.aside}>{row ? nameOf(row) : place.thread}</span>
    </Spotlight.Action>
  );
}

function run(entry: PaletteEntry): void {
  switch (entry.kind) {
    case 'action':
      return runAction(entry.id);
    case 'section':
      return go({ name: 'settings', section: entry.id });
    case 'thread':
      return openThread(entry.row);
  }
}

function keyOf(entry: PaletteEntry): string {
  return `${entry.kind} ${entry.kind === 'thread' ? entry.row.thread : entry.id}`;
}
