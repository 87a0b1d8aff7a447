import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readCsv, type TableRow } from './table-csv.ts';
import { readXlsx } from './table-xlsx.ts';

/** A table on the disk, CSV or XLSX by what it begins with and not by its name. `hash` takes every byte. */
export async function* readTableFile(file: string, options: { hash?: Hash; recordBytes?: number } = {}): AsyncGenerator<TableRow> {
  if (!await beginsAsZip(file)) {
    yield* readCsv(createReadStream(file) as AsyncIterable<Buffer>, options);
    return;
  }
  if (options.hash) for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) options.hash.update(chunk);
  yield* readXlsx(file);
}

async function beginsAsZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE() === 0x504b0304;
  } finally {
    await handle.close();
  }
}
