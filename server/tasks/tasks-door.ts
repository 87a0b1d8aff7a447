/** What tasks outside bring to the door; `openTask` beside it is the door's hook for places that ask for one. */
import { factSource, type DoorPart } from '../cases/index.ts';
import { askToUndo } from './ask-to-undo.ts';
import { closeTaskWithProof } from './close-task.ts';
import { followHolder } from './follow-holder.ts';
import { taskDeadlines } from './recount-tasks.ts';
import { cancelOpenTasks, tasksOfCase } from './tasks.repository.ts';

export function tasksDoorPart(): DoorPart {
  return {
    deadlines: taskDeadlines,
    facts: [
      factSource('tugas', async (trx, { caseId }) => (await tasksOfCase(trx, caseId)).map((task) => ({
        id: task.id, kind: task.kind, open: task.state === 'terbuka', openedBy: task.opened_by, blocks: task.blocks, notOpener: task.not_opener, actor: task.actor, ref: task.ref,
      }))),
    ],
    now: {
      tutup_tugas: closeTaskWithProof,
      tutup_tugas_terbuka: async (trx, context) => {
        await cancelOpenTasks(trx, context.case.id, context.actor.id, context.at);
        await askToUndo(trx, context);
      },
    },
    onHolder: [followHolder],
  };
}
