import { t } from '../../../shared/words/t';

const MINUTE_MS = 60_000;

/** `now`, `14 min`, `3 h`, `2 d`: how long a question has been open. */
export function waited(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
  if (minutes < 1) return t`now`;
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t`${hours} h` : t`${Math.floor(hours / 24)} d`;
}
