import { useEffect, useState } from 'react';
import type { PlaceKind } from '../../../shared/thread/place';
import type { PlaceLook } from '../../../shared/views/placeLook';
import { call } from '../../bridge/bridge';
import { useSettings } from '../../stores/settings';

export interface PlaceState {
  /** Null until the folder has been looked at. */
  readonly look: PlaceLook | null;
  /** Why no goal can work there. */
  readonly refusal: string | undefined;
  readonly kind: PlaceKind;
  /** What the person chose themselves, here or in the settings; the app chooses where they did not. */
  readonly chosen: PlaceKind | null;
  choose(kind: PlaceKind): void;
}

/** Where the goal would work. The folder is looked at again when the person comes back to the window, as they may have worked there. */
export function usePlace(thread: string): PlaceState {
  const [look, setLook] = useState<PlaceLook | null>(null);
  const [refusal, setRefusal] = useState<string>();
  const [own, choose] = useState<PlaceKind | null>(null);
  const usual = useUsualPlace();
  const chosen = own ?? usual;
  useEffect(() => {
    let gone = false;
    const update = async () => {
      const answer = await call('place/look', { thread });
      if (gone) return;
      setLook(answer.ok ? answer.value : null);
      setRefusal(answer.ok ? undefined : answer.error.message);
    };
    void update();
    const again = () => void update();
    window.addEventListener('focus', again);
    return () => {
      gone = true;
      window.removeEventListener('focus', again);
    };
  }, [thread]);
  return { look, refusal, kind: chosen ?? look?.suggested.kind ?? 'in_place', chosen, choose };
}

/** What the settings say for every goal; null where they let the app look. */
function useUsualPlace(): PlaceKind | null {
  const settings = useSettings();
  const place = settings.status === 'ready' ? settings.settings.goals.place : 'app';
  return place === 'app' ? null : place;
}
