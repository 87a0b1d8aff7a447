import type { DoorPart } from '../cases/index.ts';
import { addSupplement, fileCase } from './file-case.ts';

export function archiveDoorPart(): DoorPart {
  return { now: { buat_berkas_arsip: fileCase, tambah_suplemen: addSupplement } };
}
