import { useEffect, useState } from 'react';
import { t } from '../../shared/words/t';
import { IconButton } from '../ui/IconButton';
import { TextAction } from '../ui/TextAction';
import { endToast, TOAST_MS, type Toast, useToasts } from '../ui/toast';
import classes from './Toasts.module.css';

/** What was just done, with the way back; it goes by itself. */
export function Toasts() {
  const shown = useToasts();
  return (
    <section className={classes.toasts} aria-label={t`Just done`} aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => endToast(toast), TOAST_MS);
    return () => clearTimeout(timer);
  }, [held, toast]);
  const act = () => {
    endToast(toast);
    toast.action?.run();
  };
  const hold = () => setHeld(true);
  const letGo = () => setHeld(false);
  return (
    <div className={classes.toast} role="status" onPointerEnter={hold} onPointerLeave={letGo} onFocus={hold} onBlur={letGo}>
      <span className={classes.words}>{toast.words}</span>
      {toast.action && <TextAction onClick={act}>{toast.action.words}</TextAction>}
      <IconButton icon="close" label={t`Put away`} onClick={() => endToast(toast)} />
    </div>
  );
}
