import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readCsv, wrongFile, type CsvReading, type TableRow } from './table-csv.ts';
import { readXlsx } from './table-xlsx.ts';

/** A table on the disk, CSV or XLSX by what it begins with and not by its name. `hash` takes every byte. */
export async function* readTableFile(file: string, options: CsvReading = {}): AsyncGenerator<TableRow> {
  const head = await beginning(file);
  if (head === OLE && await holdsEncrypted(file)) throw wrongFile('excel_terkunci');
  if (head !== ZIP) {
    yield* readCsv(createReadStream(file) as AsyncIterable<Buffer>, options);
    return;
  }
  if (options.hash) for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) options.hash.update(chunk);
  yield* readXlsx(file);
}

const [ZIP, OLE] = [0x504b0304, 0xd0cf11e0];
/** Name of the stream in which Excel keeps a workbook that asks for a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

async function holdsEncrypted(file: string): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const seen = Buffer.concat([tail, chunk]);
    if (seen.includes(ENCRYPTED)) return true;
    tail = seen.subarray(-ENCRYPTED.length);
  }
  return false;
}

async function beginning(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 ? buffer.readUInt32BE() : 0;
  } finally {
    await handle.close();
  }
}
