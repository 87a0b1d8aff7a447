/** Which screen a place opens. The one spot of the interface that knows workspaces by name; it knows no procedure, step or place. */
import { createElement, lazy, type ComponentType, type ReactNode } from 'react';
import type { WorkspaceId } from '../../../server/domain/sop/model.ts';

const named = <K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) => lazy(async () => ({ default: (await load())[name] }));

const workspaces: Record<WorkspaceId, ComponentType> = {
  penerimaan: named(() => import('./IntakeSpace.tsx'), 'IntakeSpace'),
  dokumen: named(() => import('./DocumentSpace.tsx'), 'DocumentSpace'),
  daftar_hitam: named(() => import('./ScreeningSpace.tsx'), 'BlacklistSpace'),
  lpse_lain: named(() => import('./ScreeningSpace.tsx'), 'RegistrySpace'),
  surat: named(() => import('./LetterSpace.tsx'), 'LetterSpace'),
  menunggu: named(() => import('./WaitingSpace.tsx'), 'WaitingSpace'),
  jadwal: named(() => import('./ScheduleSpace.tsx'), 'ScheduleSpace'),
  verifikasi: named(() => import('./VerificationSpace.tsx'), 'VerificationSpace'),
  keputusan: named(() => import('./DecisionSpace.tsx'), 'DecisionSpace'),
  arsip: named(() => import('./FilingSpace.tsx'), 'FilingSpace'),
  terkunci: named(() => import('./SealedSpace.tsx'), 'SealedSpace'),
};

/** Empty only for a workspace that a newer server has and these pages do not know yet. */
export function WorkspaceAt({ workspace }: { workspace: string }): ReactNode {
  return Object.hasOwn(workspaces, workspace) ? createElement(workspaces[workspace as WorkspaceId]) : null;
}
