import { useState } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import type { ReadContract } from '../../../shared/ipc/methods';
import { formOf, type GoalForm } from '../../../shared/views/goalForm';
import { call } from '../../bridge/bridge';
import { looseForm } from './looseContract';

/** A contract file beside the form: where it was read or saved, and what of it does not parse. */
export interface ContractFile {
  /** The file as it was read last; null before. */
  readonly read: ReadContract | null;
  readonly saved: string | undefined;
  readonly refusal: string | undefined;
  open(): Promise<void>;
  save(contract: Contract, name: string): Promise<void>;
  /** Puts the findings and the file's text away. */
  dismiss(): void;
}

export function useContractFile(fill: (form: GoalForm) => void): ContractFile {
  const [read, setRead] = useState<ReadContract | null>(null);
  const [saved, setSaved] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const open = async () => {
    const answer = await call('dialog/openContract', {});
    setRefusal(answer.ok ? undefined : answer.error.message);
    if (!answer.ok || !answer.value.read) return;
    setRead(answer.value.read);
    setSaved(undefined);
    fill(answer.value.read.contract ? formOf(answer.value.read.contract) : await looseForm(answer.value.read.text));
  };
  const save = async (contract: Contract, name: string) => {
    const chosen = await call('dialog/saveContract', { name });
    if (chosen.ok && chosen.value.path === null) return;
    const answer =
      chosen.ok && chosen.value.path !== null ? await call('contract/save', { path: chosen.value.path, contract }) : chosen;
    setRefusal(answer.ok ? undefined : answer.error.message);
    if (answer.ok && answer.value.path !== null) setSaved(answer.value.path);
  };
  return { read, saved, refusal, open, save, dismiss: () => setRead(null) };
}
