import type { CheckForm } from '../../../shared/views/checkForm';

export interface CheckPart {
  readonly check: CheckForm;
  readonly path: string;
  readonly set: (part: Partial<CheckForm>) => void;
}
