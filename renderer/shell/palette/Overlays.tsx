import { lazy, Suspense, useState } from 'react';
import type { AvailableAction } from '../../../shared/views/actions/available';
import { useActions } from '../../stores/actions';

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }));
const AllKeys = lazy(async () => ({ default: (await import('./AllKeys')).AllKeys }));

/** What opens over everything: the palette and the list of keys. Their code is read when one is first asked for. */
export function Overlays({ actions }: { readonly actions: readonly AvailableAction[] }) {
  const [open, setOpen] = useState<'palette' | 'keys'>();
  useActions({ 'palette.open': () => setOpen('palette'), 'keys.show': () => setOpen('keys') });
  const close = () => setOpen(undefined);
  return (
    <Suspense>
      {open === 'palette' && <Palette actions={actions} onClose={close} />}
      {open === 'keys' && <AllKeys onClose={close} />}
    </Suspense>
  );
}
