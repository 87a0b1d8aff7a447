import { factSource, type DoorPart } from '../cases/index.ts';
import { archiveOfCase } from './archive-files.repository.ts';
import { addSupplement, fileCase, noteAct } from './file-case.ts';

export function archiveDoorPart(): DoorPart {
  return {
    facts: [factSource('arsip', async (trx, { caseId }) => {
      const file = await archiveOfCase(trx, caseId);
      return { filed: file !== undefined, sealed: file?.sealed_at != null };
    })],
    now: { buat_berkas_arsip: fileCase, tambah_suplemen: addSupplement, catat_suplemen: noteAct },
  };
}
