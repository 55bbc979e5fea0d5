import { describe, expect, it } from 'vitest';
import { go, goBack, placeStore, readPlace, stepPlace } from './navigation';

describe('places', () => {
  it('leaves the settings to where they were opened from', () => {
    go({ name: 'inbox' });
    go({ name: 'settings' });
    go({ name: 'settings' });
    goBack();
    expect(placeStore.getState().place).toEqual({ name: 'inbox' });
  });

  it('go back and forward along their history, which a new way cuts', () => {
    const here = () => placeStore.getState().place.name;
    go({ name: 'first' });
    go({ name: 'new' });
    go({ name: 'new' });
    go({ name: 'inbox' });
    stepPlace('back');
    stepPlace('back');
    expect(here()).toBe('first');
    stepPlace('forward');
    expect(here()).toBe('new');
    go({ name: 'settings' });
    stepPlace('forward');
    expect(here()).toBe('settings');
    stepPlace('back');
    expect(here()).toBe('new');
  });

  it.each([
    [{ name: 'inbox' }, { name: 'inbox' }],
    [
      { name: 'thread', thread: 'a', tab: 'diff', more: 1 },
      { name: 'thread', thread: 'a', tab: 'diff' },
    ],
    [{ name: 'thread', thread: 'a', tab: 'gone' }, undefined],
    [{ name: 'elsewhere' }, undefined],
    ['inbox', undefined],
    [null, undefined],
  ])('reads a remembered place only where it is one: %j', (value, place) => {
    expect(readPlace(value)).toEqual(place);
  });
});
