import { useEffect, useState } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import type { Looks } from '../../../shared/views/boundaryTree';
import { call } from '../../bridge/bridge';

/** A path that is being typed is looked for once it rests. */
const SETTLE_MS = 250;

/** As many paths as are looked for at once; a contract that names more says what each means all the same. */
const MOST_PATHS = 500;

const NONE: Looks = {};

/** What the writable and protected paths of a contract stand for. */
export function useContractLooks(workspace: string | null, contract: Contract | null): Looks {
  return usePathLooks(workspace, contract ? [...contract.boundaries.write, ...contract.protect] : []);
}

/** What the paths of a contract stand for in the workspace; looked for again when one comes back to the window. */
export function usePathLooks(workspace: string | null, entries: readonly string[]): Looks {
  const [looks, setLooks] = useState<Looks>(NONE);
  const asked = JSON.stringify([...new Set(entries)].filter((entry) => entry.trim() !== '').slice(0, MOST_PATHS));
  useEffect(() => {
    const paths: string[] = JSON.parse(asked);
    if (workspace === null || paths.length === 0) return setLooks(NONE);
    let gone = false;
    const look = () => {
      void call('folder/look', { workspace, paths }).then((answer) => {
        if (!gone) setLooks(answer.ok ? answer.value.found : NONE);
      });
    };
    const timer = setTimeout(look, SETTLE_MS);
    window.addEventListener('focus', look);
    return () => {
      gone = true;
      clearTimeout(timer);
      window.removeEventListener('focus', look);
    };
  }, [workspace, asked]);
  return looks;
}
